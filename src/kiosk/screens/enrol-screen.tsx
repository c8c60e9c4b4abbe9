// A tablet that is nobody's yet. No shop is known, so it wears the default theme and speaks the browser's language, or
// another.
import { Languages } from 'lucide-react';
import { useState } from 'react';
import type { Language } from '#domain/shop-config.ts';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { languageNames } from '#i18n/language.ts';
import { StaffFrame } from '../staff/staff-frame.tsx';
import { EnrolSteps, type EnrolStepsProps } from './enrol-steps.tsx';
import { Speaking } from './speaking.tsx';

const spokenLanguages = Object.keys(languageNames) as Language[];

export interface EnrolScreenProps extends Pick<EnrolStepsProps, 'onEnrol' | 'code' | 'failed'> {
  readonly locale: Language;
}

export function EnrolScreen({ locale, ...steps }: EnrolScreenProps) {
  const [spoken, speak] = useState(locale);
  const words = enrolWords[spoken];
  // the next one, around
  const other = spokenLanguages[(spokenLanguages.indexOf(spoken) + 1) % spokenLanguages.length] as Language;
  return (
    <Speaking locale={spoken}>
      <StaffFrame
        title={words.title}
        end={
          <button
            type="button"
            className="bar-button"
            aria-label={words.language(languageNames[other].name)}
            onClick={() => speak(other)}
          >
            <Languages aria-hidden="true" />
            <span lang={other}>{languageNames[other].name}</span>
          </button>
        }
      >
        <EnrolSteps {...steps} />
      </StaffFrame>
    </Speaking>
  );
}
