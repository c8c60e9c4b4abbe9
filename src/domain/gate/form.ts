// The form of the file: what its schema finds, told apart as far as an owner can do something with it.
import type { z } from 'zod';
import { type CrossProblem, shopConfigSchema } from '../shop-config.ts';
import type { GateProblem } from './problem.ts';

/** Nothing is ever preset (CJEU C-673/17, Planet49), so there is no field to say it with. */
const presets = /^(pre-?set|pre-?selected|pre-?checked|selected|checked|default\w*|initial\w*|answer|value)$/i;
/** Yes and no are worded by the app, both alike (CNIL SAN-2024-004: unbalanced buttons). */
const labels = /^(labels?|buttons?|yes|no|accept|refuse|decline|\w+(label|button))$/i;

export interface Form {
  readonly problems: readonly GateProblem[];
  /** The first steps of the paths at which something is wrong; fields that are too much are harmless to the rest. */
  readonly broken: ReadonlySet<string>;
}

export function checkForm(value: unknown): Form {
  const issues = shopConfigSchema.safeParse(value).error?.issues ?? [];
  const harmful = issues.filter(({ code }) => code !== 'unrecognized_keys');
  return {
    problems: issues.flatMap((issue) => toProblems(issue, value)),
    broken: new Set(harmful.map(({ path: [first = ''] }) => String(first))),
  };
}

function toProblems(issue: z.core.$ZodIssue, value: unknown): GateProblem[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => {
      const rule = presets.test(name) ? 'preset-answer' : labels.test(name) ? 'own-labels' : 'unknown-field';
      return { rule, path, details: { name } };
    });
  const cross = issue.code === 'custom' ? (issue.params as CrossProblem | undefined) : undefined;
  if (cross) return [toCrossProblem(cross, path)];
  const last = issue.path.at(-1);
  if (last === 'timeZone') return [{ rule: 'time-zone', path, details: {} }];
  if (last === 'address') return [{ rule: 'postal-address', path, details: {} }];
  const found = issue.path.reduce((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
  if (found === undefined && path !== '') return [{ rule: 'missing', path, details: {} }];
  return [{ rule: 'form', path, details: { message: issue.message } }];
}

function toCrossProblem(problem: CrossProblem, path: string): GateProblem {
  switch (problem.kind) {
    case 'repeated':
      return { rule: 'repeated', path, details: { name: problem.name } };
    case 'language':
      return { rule: 'language-missing', path, details: { language: problem.language } };
    case 'unconfirmable':
      return { rule: 'unconfirmable', path, details: { channel: problem.channel } };
    case 'not-lower':
      return { rule: 'not-lower', path, details: {} };
    case 'needs-schema-2':
      return { rule: 'needs-schema-2', path, details: { field: problem.field } };
    case 'information':
      return { rule: 'information', path, details: {} };
  }
}
