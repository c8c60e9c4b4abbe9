import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createShopDay, EMAIL, PHONE, type ShopDay } from '../proof/testing/shop-day.ts';
import { listAudit } from '../storage/audit.ts';
import { byHandOver, recordOnPhone } from '../testing/phone-answers.ts';
import type { CommandContext } from './command.ts';
import { proofCommands } from './proof.ts';

let day: ShopDay;
let directory: string;
let printed: string;

beforeEach(async () => {
  day = await createShopDay();
  directory = await mkdtemp(join(tmpdir(), 'proof-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});

function run(...args: string[]): Promise<boolean> | undefined {
  return proofCommands[0]?.run({ store: day.backEnd.store, operator: 'nadia' } as CommandContext, args);
}

const open = async (file: string) => {
  const entries = Object.entries(unzipSync(await readFile(file)));
  return Object.fromEntries(entries.map(([name, bytes]) => [name, strFromU8(bytes)]));
};

describe('admin proof', () => {
  it('writes a ZIP for its owner alone, and says in the audit log who took it out', async () => {
    const file = join(directory, 'camille.zip');
    expect(await run(EMAIL, file)).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const files = await open(file);
    expect(files['proof.html']).toContain('<html lang="fr">');
    expect(files['dossier.json']).toContain('"isIntact": true');
    const [entry] = await listAudit(day.backEnd.store, 1);
    expect(entry).toMatchObject({ actor: 'operator:nadia', action: 'proof' });
    expect(JSON.stringify(entry) + printed).not.toContain(EMAIL);
    expect(printed).toMatch(/2 signed events. Of \d+ checks, 0 failed/);
  });

  it('takes an event id, an address in any case, a number, and a language', async () => {
    expect(await run(day.answers.line[1], join(directory, 'a.zip'), '--lang=en')).toBe(true);
    expect(await run('Camille@EXEMPLE.fr', join(directory, 'b.zip'))).toBe(true);
    expect(await run(PHONE, join(directory, 'c.zip'))).toBe(true);
    expect(await run('06 12 34 56 78', join(directory, 'd.zip'))).toBe(true);
    expect((await open(join(directory, 'd.zip')))['dossier.json']).toContain('"sms-events"');
    expect((await open(join(directory, 'a.zip')))['verify.html']).toContain('<html lang="en">');
  });

  it('names no tablet where a counter card led to the answer, and that one where a tablet’s code did', async () => {
    const { backEnd, tablet } = day;
    await recordOnPhone(backEnd, { email: 'ana@exemple.fr', yes: ['email-news'] });
    const askedBy = await byHandOver(tablet, backEnd);
    await recordOnPhone(backEnd, { phone: '+33698765432', yes: ['sms-events'], askedBy });
    expect(await run('ana@exemple.fr', join(directory, 'card.zip'))).toBe(true);
    expect(await run('+33698765432', join(directory, 'code.zip'))).toBe(true);
    const [card, code] = [await open(join(directory, 'card.zip')), await open(join(directory, 'code.zip'))];
    expect(card['proof.html']).toContain('Par le code imprimé sur le comptoir');
    expect(Object.values(card).join()).not.toContain(tablet.id);
    expect(code['proof.html']).toContain(`signé par la tablette ${tablet.id}`);
  });

  it('says clearly when nothing is held', async () => {
    await day.erase(EMAIL);
    expect(await run(EMAIL)).toBe(false);
    expect(printed).toContain('Nothing is held about this address or number');
    expect(await run('0b6e6a5c-3c1f-4a55-9a2a-6f9a0e6f2d11')).toBe(false);
    expect(await run('camille')).toBe(false);
    expect(await run(PHONE, join(directory, 'x.zip'), '--lang=de')).toBe(false);
    expect(await readdir(directory)).toEqual([]);
  });

  it('overwrites no file', async () => {
    const file = join(directory, 'camille.zip');
    expect(await run(EMAIL, file)).toBe(true);
    const before = await readFile(file);
    await expect(run(PHONE, file)).rejects.toThrow('is there already');
    expect(await readFile(file)).toEqual(before);
  });
});
