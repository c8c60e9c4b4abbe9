// What an operator's command is. Each file beside this one holds the commands of one noun.
import type { BackEnd } from '../back-end.ts';
import type { FileCheck } from '../file-check.ts';
import { toRefusal } from '../refusal.ts';

export interface CommandContext extends BackEnd {
  /** Where tablets and phones reach the back end. */
  readonly publicUrl: string;
  /** The operator's name on this machine: it stands in what the command records. */
  readonly operator: string;
  /** Standard input, to its end. */
  readonly input: () => Promise<string>;
}

export interface Command {
  /** Noun, verb and arguments: `device add <store> <till>`. */
  readonly usage: string;
  readonly summary: string;
  /** False when it was not done; it has then said why. */
  readonly run: (context: CommandContext, args: readonly string[]) => Promise<boolean>;
}

export const print = (text: string) => void process.stdout.write(`${text}\n`);

export function printTable(rows: readonly object[], none: string): void {
  if (rows.length === 0) print(none);
  else console.table(rows);
}

/** Whether all of it is good. */
export function printChecks(checks: readonly FileCheck[]): boolean {
  for (const { ok, text } of checks) print(`${ok ? 'good' : 'BAD '}  ${text}`);
  return checks.every(({ ok }) => ok);
}

/** ISO 8601 in UTC; empty for none. */
export const at = (instant: number | null) => (instant === null ? '' : new Date(instant).toISOString());

/** Says what is wrong with the file or the options that were given. */
export async function orRefuse(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    const isUsage = error instanceof TypeError && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS');
    const refusal = isUsage ? error : toRefusal(error);
    if (!refusal) throw error;
    print(refusal.message);
    return false;
  }
}
