// What keeps a shop config from being published: all of it at once, each with its rule and its place in the file. Whether people
// understand the words stays for people to judge.
import { type ShopConfig, shopConfigSchema } from '../shop-config.ts';
import type { Check, GateContext } from './check.ts';
import { checkForm } from './form.ts';
import { frequencyCheck } from './frequency.ts';
import { languageCheck } from './language.ts';
import { lawCheck } from './law.ts';
import { lengthCheck } from './length.ts';
import { noticeCheck } from './notice.ts';
import { placeCheck } from './place.ts';
import type { GateProblem } from './problem.ts';
import { wordingCheck } from './wording.ts';

const checks: readonly Check[] = [
  ...[placeCheck, lawCheck, noticeCheck, frequencyCheck, languageCheck, lengthCheck, wordingCheck],
];

export type GateResult =
  | { readonly outcome: 'passed'; readonly config: ShopConfig }
  | { readonly outcome: 'refused'; readonly problems: readonly GateProblem[] };

export function checkConfig(value: unknown, context: GateContext): GateResult {
  const form = checkForm(value);
  const isReadable = typeof value === 'object' && value !== null && !Array.isArray(value);
  const able = isReadable ? checks.filter(({ needs }) => !needs.some((part) => form.broken.has(part))) : [];
  // the parts that these read have their form, whatever else has not
  const problems = [...form.problems, ...able.flatMap((check) => [...check.find(value as ShopConfig, context)])];
  if (problems.length > 0) return { outcome: 'refused', problems };
  return { outcome: 'passed', config: shopConfigSchema.parse(value) };
}
