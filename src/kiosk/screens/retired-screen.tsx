// Retired: what it had is handed over, and nothing is left on it. A routine end, so it looks like one.
import { stoppedWords } from '#i18n/kiosk/stopped-words.ts';
import { StaffDone } from '../staff/staff-done.tsx';
import { useLanguage } from './kiosk-context.ts';

export function RetiredScreen({ onEnrol }: { readonly onEnrol: () => void }) {
  const { team, retired } = stoppedWords[useLanguage()];
  return <StaffDone name={team} {...retired} onAction={onEnrol} />;
}
