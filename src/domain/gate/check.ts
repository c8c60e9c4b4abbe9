// What a check of the publish gate is: it reads some parts of a config, which are known to have their form, and yields problems.
import type { Day } from '../rules/rule.ts';
import type { ShopConfig } from '../shop-config.ts';
import type { GateProblem } from './problem.ts';

export interface GateContext {
  /** On which it would be published, in the shop's own calendar. */
  readonly day: Day;
  /** All that ever were; none, where this one is among them. */
  readonly published: readonly ShopConfig[];
}

export interface Check {
  /** The parts of the file that it reads: where one of them is broken, it is left out. */
  readonly needs: readonly (keyof ShopConfig)[];
  readonly find: (config: ShopConfig, context: GateContext) => Iterable<GateProblem>;
}
