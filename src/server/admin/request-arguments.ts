// What the commands about requests take from the line that was typed.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { extensionReasons, identities, refusalReasons, rights, ways } from '#domain/rights-request.ts';

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

/** Undefined when anything of it is not understood. */
export function readArguments<T>(args: readonly string[], schema: z.ZodType<T>): T | undefined {
  try {
    const text = { type: 'string' } as const;
    const options = {
      ...{ 'came-by': text, identity: text, received: text },
      ...{ reason: text, outcome: text, 'note-code': text },
    };
    return schema.parse(parseArgs({ args: [...args], options, allowPositionals: true }));
  } catch {
    return undefined;
  }
}
