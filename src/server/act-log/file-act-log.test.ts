import { appendFile, mkdtemp, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActLogEntry, LoggedAct } from './act-log.ts';
import { openFileActLog } from './file-act-log.ts';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'act-log-'));
  path = join(directory, 'acts.jsonl');
});
afterEach(() => rm(directory, { recursive: true }));

const act = (contactPoint: string, hash: string | null = contactPoint.padEnd(43, 'x')): LoggedAct => {
  return { jws: `header.${contactPoint}.signature`, contactPoint, kind: 'email', hash };
};

describe('the act log as a file', () => {
  it('keeps what is appended, oldest first, for its owner only', async () => {
    const log = await openFileActLog(path);
    await log.append([act('p1'), { tombstone: 't1', at: 5, stops: [] }]);
    await log.append([act('p2', null)]);
    expect(await (await openFileActLog(path)).read()).toEqual([
      act('p1'),
      { tombstone: 't1', at: 5, stops: [] },
      act('p2', null),
    ]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is empty before anything happened', async () => {
    expect(await (await openFileActLog(path)).read()).toEqual([]);
  });

  it('takes a torn last line for none, and goes on behind it', async () => {
    const log = await openFileActLog(path);
    await log.append([act('p1'), act('p2')]);
    await truncate(path, (await stat(path)).size - 9);
    expect(await log.read()).toEqual([act('p1')]);
    await log.append([act('p3')]);
    expect(await log.read()).toEqual([act('p1'), act('p3')]);
  });

  it('forgets the hashes of a contact point, and nothing else', async () => {
    const log = await openFileActLog(path);
    await log.append([act('p1'), act('p2'), act('p1'), { tombstone: 't1', at: 5, stops: [] }]);
    await log.forget(['p1', 'p3']);
    expect(await log.read()).toEqual([
      act('p1', null),
      act('p2'),
      act('p1', null),
      { tombstone: 't1', at: 5, stops: [] },
    ]);
    expect(await readFile(path, 'utf8')).not.toContain(act('p1').hash);
    await log.forget(['p1']);
    expect(await log.read()).toHaveLength(4);
  });

  it('drops entries, and keeps every other one, also what is appended meanwhile', async () => {
    const [server, operator] = [await openFileActLog(path), await openFileActLog(path)];
    await server.append([act('p1'), act('p2'), { tombstone: 't1', at: 5, stops: [] }, act('p3')]);
    const isSecond = (entry: ActLogEntry) => 'contactPoint' in entry && entry.contactPoint === 'p2';
    await Promise.all([server.drop(isSecond), operator.append([act('p4')])]);
    expect(await server.read()).toEqual([act('p1'), { tombstone: 't1', at: 5, stops: [] }, act('p3'), act('p4')]);
    expect(await readFile(path, 'utf8')).not.toContain('p2');
    await operator.append([act('p5')]);
    expect(await server.read()).toHaveLength(5);
  });

  it('takes a hash that was being forgotten when the power failed for forgotten', async () => {
    const log = await openFileActLog(path);
    const torn = JSON.stringify(act('p1')).replace('p1xxxxxx', '        ');
    await appendFile(path, `${torn}\n`);
    expect(await log.read()).toEqual([act('p1', null)]);
  });

  it('loses nothing when server and operator write and forget at once', async () => {
    const [server, operator] = [await openFileActLog(path), await openFileActLog(path)];
    await server.append([act('p0')]);
    const names = Array.from({ length: 40 }, (_, i) => `p${i + 1}`);
    await Promise.all(
      names.flatMap((name, i) => [(i % 2 ? server : operator).append([act(name)]), operator.forget(['p0'])]),
    );
    const entries = (await server.read()) as LoggedAct[];
    expect(entries.map((entry) => entry.contactPoint).sort()).toEqual(['p0', ...names].sort());
    expect(entries.find((entry) => entry.contactPoint === 'p0')?.hash).toBeNull();
  });

  it('does not go on writing to a file that was moved away', async () => {
    const log = await openFileActLog(path);
    await log.append([act('p1')]);
    await rename(path, join(directory, 'elsewhere'));
    await log.append([act('p2')]);
    expect(await log.read()).toEqual([act('p2')]);
  });
});
