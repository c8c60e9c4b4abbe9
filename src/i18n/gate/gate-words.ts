// What the publish gate says to a shop's owner: what is wrong, and what to do.
import type { ProblemDetails } from '#domain/gate/problem.ts';
import type { NoticePart } from '#domain/notice-part.ts';
import type { LegalBasis, Regime } from '#domain/rules/rule.ts';
import type { Channel, Language } from '#domain/shop-config.ts';

export interface GateWords {
  readonly problems: { readonly [R in keyof ProblemDetails]: (details: ProblemDetails[R]) => string };
  /** @param problems how many */
  readonly refused: (file: string, problems: number) => string;
  readonly passed: (file: string) => string;
  readonly wholeFile: string;
}

/** Names as they stand inside a sentence. */
export interface GateNames {
  readonly parts: Readonly<Record<NoticePart, string>>;
  readonly bases: Readonly<Record<LegalBasis, string>>;
  readonly regimes: Readonly<Record<Regime, string>>;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly languages: Readonly<Record<Language, string>>;
}
