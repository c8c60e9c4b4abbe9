// What a rule of law is, as data: a row says for which facts and on which days it holds, which regime it prescribes, on what
// basis, under which conditions, and where that is written. A rule that has been published is not rewritten: a change of the law
// is an end date and a new row.

/** A channel, or something else done with the data that the law treats apart. */
export const uses = [
  ...(['email', 'sms', 'automated-call', 'fax', 'phone', 'post'] as const),
  ...(['partner-transfer', 'loyalty', 'profiling', 'open-tracking'] as const),
];
export type Use = (typeof uses)[number];

/**
 * `professional`: somebody contacted about their job, at an address that a firm gave them. Sole traders, generic addresses
 * (`info@`) and messages about anything else are the consumer's: until counsel says otherwise, the stricter rule.
 */
export const audiences = ['consumer', 'professional'] as const;
export type Audience = (typeof audiences)[number];

/**
 * How people must be asked. `separate-opt-in`: a yes to a question of its own. `soft-opt-in`: informed, and could object, at a
 * sale. `opt-out`: informed, and could object. `contract`: their own act of joining.
 */
export const regimes = ['opt-in', 'separate-opt-in', 'soft-opt-in', 'opt-out', 'contract'] as const;
export type Regime = (typeof regimes)[number];

/** What stands for an answer is that nobody objected. */
export function isSilence(regime: Regime): boolean {
  return regime === 'soft-opt-in' || regime === 'opt-out';
}

/** GDPR 6(1)(a), (f), (b). */
export const legalBases = ['consent', 'legitimate-interest', 'contract'] as const;
export type LegalBasis = (typeof legalBases)[number];

/** What must be true besides the regime. Those of a message or a call are for the system that sends or dials. */
export type Condition =
  | 'real-sale'
  | 'own-similar-products'
  | 'told-at-collection'
  | 'objection-in-each-message'
  | 'sender-named-in-each-message'
  | 'proof-by-the-trader'
  | 'told-that-calls-need-consent'
  | 'object-of-the-running-contract'
  | 'bloctel-checked'
  | 'call-days-and-hours'
  | 'about-their-job'
  | 'partner-named'
  | 'exemptions-apply'
  | 'own-act-of-joining';

/** Where it is written. */
export interface Source {
  readonly text: string;
  readonly url: string;
}

/** How long the proof of a consent is kept, and from when. */
export interface ProofClock {
  readonly years: number;
  /** `end`: from the end of the consent's use. */
  readonly from: 'end' | 'grant-and-each-use';
  readonly source: Source;
}

/** A calendar day in the jurisdiction, `YYYY-MM-DD`. */
export type Day = string;

export interface Rule {
  readonly id: string;
  readonly uses: readonly Use[];
  /** Left out: either. */
  readonly audience?: Audience;
  /** Left out: customer or not. */
  readonly customer?: boolean;
  /** Left out: with or without a running contract. */
  readonly runningContract?: boolean;
  /** First day on which it holds; left out: any day this system can meet. */
  readonly from?: Day;
  /** First day on which it holds no more. */
  readonly until?: Day;
  readonly regime: Regime;
  readonly legalBasis: LegalBasis;
  readonly conditions: readonly Condition[];
  readonly sources: readonly [Source, ...Source[]];
  /** At most so many contacts in so many days, where the law counts them. */
  readonly atMost?: { readonly times: number; readonly days: number; readonly source: Source };
  /** Where this rule has a clock of its own. */
  readonly proof?: ProofClock;
  /** What we could not make sure of: to be checked by counsel. */
  readonly doubt?: string;
}

/** The rules of one jurisdiction, and its clocks. */
export interface Jurisdiction {
  readonly rules: readonly Rule[];
  readonly clocks: {
    /** Years from the collection or the last contact that came from the person. */
    readonly use: { readonly years: number; readonly source: Source };
    readonly proof: ProofClock;
  };
}
