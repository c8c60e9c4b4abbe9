import { expect, it } from 'vitest';
import { createLog } from './log.ts';

function logged(error: unknown): string {
  const lines: string[] = [];
  createLog('info', { write: (line) => lines.push(line) }).failure('request', error);
  return lines.join('');
}

it('tells where an error came from, and its code', () => {
  const line = logged(Object.assign(new TypeError('no'), { code: 'EX' }));
  expect(JSON.parse(line)).toMatchObject({ where: 'request', name: 'TypeError', code: 'EX' });
  expect(line).toContain('log.test.ts');
});

it('repeats no line of a message, also where it looks like a place in the code', () => {
  const message = 'sent by\n    at camille@exemple.fr (12 rue des Arts)\n';
  const renamed = new Error(message);
  renamed.name = 'Renamed';
  const changed = new Error(message);
  changed.message = 'changed since';
  for (const error of [new Error(message), renamed, changed]) expect(logged(error)).not.toMatch(/camille|Arts/);
});
