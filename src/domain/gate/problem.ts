// What the publish gate can find, each with what its words need. A problem names its rule and the place in the file.
import type { Frequency } from '../frequency.ts';
import type { NoticePart } from '../notice-part.ts';
import type { LegalBasis, Regime } from '../rules/rule.ts';
import type { Channel, Language } from '../shop-config.ts';
import type { Visit } from '../visit.ts';

interface InLanguage {
  readonly language: Language;
}

export interface ProblemDetails {
  /** Not as the file has to be, in the schema's own words. */
  form: { readonly message: string };
  missing: object;
  'unknown-field': { readonly name: string };
  'preset-answer': { readonly name: string };
  'own-labels': { readonly name: string };
  repeated: { readonly name: string };
  'language-missing': InLanguage;
  'time-zone': object;
  'postal-address': object;
  unconfirmable: { readonly channel: Channel };
  'not-lower': object;
  'needs-schema-2': { readonly field: string };
  information: object;

  'country-unknown': { readonly country: string };
  'regime-forbidden': {
    readonly asked: Regime;
    readonly required: Regime;
    /** Of the rule of law. */
    readonly ruleId: string;
    readonly source: string;
    readonly url: string;
  };
  'legal-basis': { readonly given: LegalBasis; readonly expected: LegalBasis; readonly asked: Regime };
  'no-sale-mark': object;
  /** Of whom. */
  'nothing-to-ask': Visit;
  'partner-missing': object;
  'partner-not-named': InLanguage & { readonly name: string };
  'partner-elsewhere': object;
  'purpose-shared': { readonly purpose: string };
  'too-many-calls': { readonly times: number; readonly days: number; readonly source: string };

  'notice-part-missing': { readonly part: NoticePart };
  'notice-part-unsaid': InLanguage & { readonly part: NoticePart };
  'notice-lacks': InLanguage & { readonly part: NoticePart; readonly text: string };
  'notice-without-number': InLanguage;
  'notice-basis-unsaid': InLanguage & { readonly basis: LegalBasis };
  'notice-version': { readonly version: number };
  'stop-number-missing': object;

  /** A text of the question says another one. */
  'frequency-elsewhere': InLanguage & { readonly found: string; readonly frequency: Frequency };

  'language-of-country': InLanguage;
  untranslated: { readonly languages: readonly [Language, Language] };
  placeholder: InLanguage & { readonly found: string };
  'too-long': InLanguage & { readonly length: number; readonly limit: number };
  'notice-too-long': InLanguage & { readonly words: number; readonly limit: number };

  'several-in-one': InLanguage & { readonly found: string };
  'partners-unnamed': InLanguage & { readonly found: string };
  'terms-in-question': InLanguage & { readonly found: string };
  reward: InLanguage & { readonly found: string };
  negated: InLanguage & { readonly found: string };
}

export type GateRule = keyof ProblemDetails;

/** One thing that keeps a config from being published. */
export type GateProblem = {
  [R in GateRule]: { readonly rule: R /** `questions.0.verb.fr`; empty: the whole file. */; readonly path: string } & {
    readonly details: ProblemDetails[R];
  };
}[GateRule];
