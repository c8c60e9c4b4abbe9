// What the commands about requests take from the line that was typed.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { extensionReasons, identities, refusalReasons, rights, ways } from '#domain/rights-request.ts';
import { print } from './command.ts';

export const CLOSINGS = ['done', 'refused', 'nothing-held', 'taken-back'] as const;

const reference = z.tuple([z.string()]);
export const openSchema = z.object({
  positionals: z.tuple([z.enum(rights), z.string()]),
  values: z.object({
    'came-by': z.enum(ways).exclude(['page']),
    identity: z.enum(identities).default('none'),
    received: z.iso.date().optional(),
  }),
});
export const extendSchema = z.object({
  positionals: reference,
  values: z.object({ reason: z.enum(extensionReasons) }),
});
export const closeSchema = z.object({
  positionals: reference,
  values: z.object({
    outcome: z.enum(CLOSINGS),
    'note-code': z.enum(refusalReasons).optional(),
    identity: z.enum(identities).exclude(['none']).optional(),
  }),
});

/**
 * Undefined when anything of it is not understood; it has then said what, and never repeats a contact.
 * @param names of the words before the options
 * @param example how it is typed
 */
export function readArguments<T>(
  args: readonly string[],
  schema: z.ZodType<T>,
  { names, example }: { readonly names: readonly string[]; readonly example: string },
): T | undefined {
  const wrong = (sentence: string) => void print(`${sentence}\nFor example: ${example}`);
  const parsed = parse(args);
  if (parsed instanceof Error) return wrong(`${parsed.message.split('. ')[0]}.`);
  const { positionals } = parsed;
  const missing = names[positionals.length];
  if (missing !== undefined) return wrong(`The ${missing} is missing.`);
  if (positionals.length > names.length)
    return wrong('There is a word too many: a contact with blanks stands in quotes.');
  const { success, data, error } = schema.safeParse(parsed);
  return success ? data : wrong(sayIssue(error.issues[0] as z.core.$ZodIssue, parsed, names));
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    ...{ 'came-by': text, identity: text, received: text },
    ...{ reason: text, outcome: text, 'note-code': text },
  };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    return error as Error;
  }
}

function sayIssue(
  issue: z.core.$ZodIssue,
  { positionals, values }: Exclude<ReturnType<typeof parse>, Error>,
  names: readonly string[],
): string {
  const [part, key = ''] = issue.path;
  const given = part === 'positionals' ? positionals[Number(key)] : values[key as keyof typeof values];
  const known = issue.code === 'invalid_value' ? `one of ${issue.values.join(', ')}` : 'a day, such as 2026-10-09';
  if (part === 'positionals') return `There is no ${names[Number(key)]} “${given}”: it is ${known}.`;
  return given === undefined
    ? `--${String(key)} is missing: it is ${known}.`
    : `--${String(key)}=${given} is not understood: it is ${known}.`;
}
