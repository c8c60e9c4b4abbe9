// Every word of the shopper's phone pages. `fr` and `en` each fill all of it, or they do not compile.
import type { GrantStatus } from '#domain/consent-state.ts';
import type { Channel } from '#domain/shop-config.ts';

/** A page that only says something: a title and a few sentences. */
export interface Saying {
  readonly title: string;
  readonly text: string;
}

/** What a line of the history can tell. */
export type HistoryKind =
  | 'given'
  | 'told'
  | 'imported'
  | 'narrowed'
  | 'capped'
  | 'restricted'
  | 'lifted'
  | 'confirmed'
  | 'withdrawn'
  | 'withdrawn-all'
  | 'objected'
  | 'objected-all'
  | 'erased'
  | 'expired'
  | 'disavowed';

/** `inactive`: of a contact point that the page does not prove, nothing more is told. */
export type ShownStatus = GrantStatus | 'inactive';

/** `listed`: a yes that runs, which the shop has brought from a list; of the day that the list states. */
export type LineStatus = ShownStatus | 'listed';

/** What a line of the history has to tell; each kind says what it needs of it. */
export interface Told {
  readonly channels: readonly Channel[];
  /** Labels. */
  readonly topics: readonly string[];
  /** `une fois par mois`; empty where it is not told. */
  readonly frequency: string;
  /** Where a yes was said. */
  readonly place: AnswerPlace;
}

export type AnswerPlace = 'tablet' | 'hand-over' | 'counter-card' | 'preference-page' | 'rectification';

export interface PageWords {
  readonly notice: string;
  readonly questionsAndRights: string;
  readonly confirm: {
    readonly ask: {
      readonly title: string;
      readonly text: string;
      readonly confirm: string;
      readonly notMe: string;
      readonly otherwise: (eraseDay: string) => string;
    };
    readonly confirmed: {
      readonly fresh: string;
      readonly again: string;
      readonly thanks: (farewell: string) => string;
      readonly choices: string;
      readonly notMe: string;
    };
    readonly renewed: Saying;
    readonly expired: Saying;
    readonly stopped: Saying;
    readonly 'all-stopped': Saying;
    readonly disavowed: Saying;
    /** The same, where something else was said for the address. */
    readonly cancelled: Saying;
    /** Follows the last three. */
    readonly wait: (days: number) => string;
    readonly unknown: Saying;
  };
  readonly preferences: {
    readonly title: string;
    readonly nothingLeft: string;
    readonly stop: Readonly<Record<Channel, string>>;
    readonly stopAll: string;
    readonly stoppedAll: string;
    readonly channel: Readonly<Record<Channel, string>>;
    readonly status: Readonly<Record<LineStatus, (day: string) => string>>;
    /** In its place where they were told, and said no yes. */
    readonly told: Readonly<Partial<Record<GrantStatus, (day: string) => string>>>;
    readonly historyTitle: string;
    readonly history: Readonly<Record<HistoryKind, (told: Told) => string>>;
    readonly answer: {
      readonly title: string;
      readonly text: (day: string, store: string) => string;
      readonly stoppable: string;
      readonly nothingLeft: string;
      readonly stopAll: string;
      readonly stopped: string;
      readonly more: string;
    };
    readonly onItsWay: Saying;
    readonly expired: Saying;
  };
  readonly unsubscribe: {
    /** By channel; `all` for a link that ends everything. */
    readonly ask: Readonly<Record<Channel | 'all', string>>;
    readonly text: string;
    readonly stopped: string;
    readonly stoppedBefore: string;
    readonly effect: Readonly<Record<Channel | 'all', string>>;
    readonly underway: string;
    readonly choices: string;
    readonly unknown: Saying;
  };
  readonly noticePage: {
    readonly version: (version: number, validFrom: string) => string;
    readonly age: (years: number) => string;
  };
  readonly problem: {
    readonly 'not-found': Saying;
    readonly 'incomplete-link': Saying;
    readonly 'form-refused': Saying;
    readonly 'too-large': Saying;
    readonly internal: Saying;
  };
  readonly mailbox: {
    readonly title: string;
    readonly text: string;
    readonly empty: string;
    readonly to: string;
    readonly back: string;
    readonly asHtml: string;
    readonly asText: string;
    readonly raw: string;
  };
}
