// Every word of a proof dossier: the page that a person reads, the page that checks it, and the leaflet. `fr` and `en`
// each fill all of it, or they do not compile.
import type { BackEndEvent, Collector, ConsentEvent } from '#domain/consent-event.ts';
import type { GrantStatus } from '#domain/consent-state.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import type { QuarantineReason } from '#domain/quarantine.ts';
import type { LegalBasis, Regime } from '#domain/rules/rule.ts';
import type { Channel, Language } from '#domain/shop-config.ts';

type Via = Extract<BackEndEvent, { via: unknown }>['via'] | 'till';

export interface ProofWords {
  readonly page: PageOfProof;
  readonly checks: Readonly<Record<CheckName, { readonly good: string; readonly bad: string }>>;
  readonly remarks: Readonly<Record<RemarkName, string>>;
  readonly types: Readonly<Record<ConsentEvent['type'], string>>;
  readonly verifier: VerifierWords;
  readonly readme: (names: TextNames) => string;
}

/** What is checked of a dossier; the texts say what a good and a bad result mean. */
export type CheckName =
  | 'form'
  | 'keys'
  | 'anchor'
  | 'files'
  | 'standing'
  | 'hash'
  | 'enrolment'
  | 'signature'
  | 'chain'
  | 'disclosures'
  | 'shown'
  | 'ledTo'
  | 'received'
  | 'recorded'
  | 'notBefore';

/** What a reader should know of an act although nothing is wrong with it. */
export type RemarkName = 'otherConfig' | 'clockAhead';

/** What comparing a file with its digest gives: a signed act has it, dossier.json alone has it, another, or none is known. */
export type FileResult = 'signed' | 'listed' | 'altered' | 'unknown';

/** Names of a dossier's texts. */
export interface TextNames extends Readonly<Record<'config' | 'notice' | 'questions', readonly string[]>> {
  /** The same without JSON. */
  readonly plain: readonly string[];
}

interface PageOfProof {
  readonly title: string;
  /** Nobody said yes: all were told, and have not objected. */
  readonly titleOfTold: string;
  readonly made: (moment: string, controller: string) => string;
  readonly about: Readonly<Record<'event' | 'contact-point', string>>;
  readonly noContact: string;
  readonly erasedContact: string;
  readonly otherContact: string;
  readonly contact: Readonly<Record<ContactKind, string>>;
  readonly standing: {
    readonly title: string;
    readonly lede: string;
    readonly none: string;
    /** The status in two words, and why it is so. */
    readonly status: Readonly<Record<GrantStatus, readonly [string, string]>>;
    /** In its place where the person was told, and said no yes. */
    readonly told: Readonly<Partial<Record<GrantStatus, readonly [string, string]>>>;
    readonly confirmed: string;
    readonly since: (moment: string) => string;
    /** What is left of a yes. */
    readonly left: (topics: readonly string[], frequency: string) => string;
  };
  readonly act: {
    readonly who: string;
    readonly when: string;
    readonly where: string;
    readonly how: string;
    readonly asked: string;
    readonly between: (from: string, to: string) => string;
    readonly notAfter: (to: string) => string;
    /** By the back end, as it happened. */
    readonly recorded: (at: string) => string;
    readonly codeShown: (clock: string) => string;
    readonly device: (clock: string) => string;
    readonly till: (till: string, device: string) => string;
    /** How the person came to questions on their own phone. */
    readonly askedBy: {
      readonly 'hand-over': (till: string, device: string) => string;
      readonly 'counter-card': string;
      readonly 'preference-page': string;
      readonly rectification: string;
    };
    readonly collector: Readonly<Record<Collector, string>>;
    readonly language: Readonly<Record<Language, string>>;
    readonly noPreset: string;
    /** On a page that shows what stands. */
    readonly asItStood: string;
    readonly doubleOptIn: string;
    readonly yes: string;
    readonly no: string;
    /** Where people were told, and could object. */
    readonly told: { readonly yes: string; readonly no: string };
    readonly basis: (basis: string) => string;
    readonly basisOf: Readonly<Record<LegalBasis, string>>;
    readonly regime: (regime: string) => string;
    readonly regimeOf: Readonly<Record<Regime, string>>;
    /** What the cashier had marked before handing over. */
    readonly marked: string;
    readonly marks: { readonly afterSale: string; readonly professional: string };
    /** Stated by going on. @param years or what stands for them */
    readonly age: (years: number | string) => string;
    readonly shown: string;
    readonly held: (because: string) => string;
    readonly heldBecause: Readonly<Record<QuarantineReason, string>>;
    readonly rejected: string;
    readonly replaces: string;
  };
  readonly since: {
    readonly title: string;
    readonly nothing: string;
    readonly mail: string;
    readonly confirmation: string;
    readonly expiry: string;
    /** @param day of the last contact that came from the person */
    readonly endOfUse: (day: string) => string;
    readonly disavowal: string;
    readonly withdrawal: (of: string, via: string) => string;
    readonly objection: (to: string, via: string) => string;
    readonly erasure: (via: string) => string;
    /** Of a withdrawal of some topics only. */
    readonly topics: (of: string, topics: readonly string[]) => string;
    readonly cap: (channel: string, frequency: string, via: string) => string;
    readonly restriction: (via: string) => string;
    readonly lifting: (via: string) => string;
    readonly via: Readonly<Record<Via, string>>;
    readonly everything: string;
    readonly channel: Readonly<Record<Channel, string>>;
    readonly release: string;
    readonly reject: string;
    readonly lost: string;
    readonly retired: string;
  };
  readonly check: {
    readonly title: string;
    readonly passed: (count: number, moment: string) => string;
    readonly failed: (failed: number, count: number, moment: string) => string;
    readonly chain: (chain: string, events: number, isIntact: boolean) => string;
    readonly again: string;
    readonly anchor: string;
  };
  readonly limits: { readonly title: string; readonly list: readonly string[] };
  readonly annex: {
    readonly version: (version: number, validFrom: string) => string;
    readonly notice: string;
    readonly technical: string;
    readonly event: string;
    readonly hash: string;
    readonly place: string;
  };
}

/** Plain texts: they travel inside the page that checks. */
export interface VerifierWords {
  readonly title: string;
  readonly lede: string;
  readonly pick: string;
  readonly hint: string;
  readonly published: string;
  /** `{all}` and `{failed}` stand for counts. */
  readonly passed: string;
  readonly failed: Readonly<Record<'one' | 'other', string>>;
  /** `{to}` stands for an instant. */
  readonly recorded: string;
  readonly unreadable: string;
  readonly dossier: string;
  readonly anchor: string;
  readonly compare: string;
  readonly other: string;
  readonly files: string;
  /** `{file}` stands for a name. */
  readonly fileResults: Readonly<Record<FileResult, string>>;
  /** `{files}` stands for names. */
  readonly notPicked: string;
  readonly unchecked: string;
  readonly uncheckedList: readonly string[];
}
