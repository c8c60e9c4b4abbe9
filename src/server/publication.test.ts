import { beforeEach, describe, expect, it } from 'vitest';
import { saying } from '#domain/gate/testing/changes.ts';
import { bookshop, shopWith } from '#domain/gate/testing/shops.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { checkShop, languageOf, publishAtStart, publishShop, sayRefusal } from './publication.ts';
import { listAudit } from './storage/audit.ts';
import { listPublications, mustGetCurrentConfig } from './storage/config.ts';
import { createTestBackEnd, type TestBackEnd } from './testing/back-end.ts';

let backEnd: TestBackEnd;
beforeEach(async () => {
  backEnd = await createTestBackEnd(); // the sample shop is published
});

const ANA = 'operator:ana';
const older = shopWith({ minimumAge: 16 });
const broken = shopWith({ 'questions.0.preselected': 'yes', stopNumber: undefined });

const whoOf = ({ notice }: ShopConfig) => notice.sections.find(({ id }) => id === 'who')?.text.fr;

const authors = async () => (await listPublications(backEnd.store)).map(({ author }) => author);
const currentAge = async () => (await mustGetCurrentConfig(backEnd.store)).config.minimumAge;

describe('an operator', () => {
  it('publishes what passes the gate, with author, time and an audit row', async () => {
    const result = await publishShop(backEnd.store, older, ANA);
    expect(result).toMatchObject({ outcome: 'published', before: { minimumAge: 15 }, config: { minimumAge: 16 } });
    expect(await currentAge()).toBe(16);
    expect((await listPublications(backEnd.store)).at(-1)).toMatchObject({
      author: ANA,
      published_at: backEnd.clock.now,
    });
    expect(await listAudit(backEnd.store, 1)).toMatchObject([
      { actor: ANA, action: 'config-published', subject: (result as { digest: string }).digest },
    ]);
  });

  it('publishes no second notice under a number, also when another is in force', async () => {
    const next = (text: string) =>
      shopWith({ 'notice.version': bookshop.notice.version + 1, [saying('who')]: `${whoOf(bookshop)} ${text}` });
    for (const config of [next('Bonjour.'), bookshop]) await publishShop(backEnd.store, config, ANA);
    expect(await publishShop(backEnd.store, next('Bonsoir.'), ANA)).toMatchObject({
      outcome: 'refused',
      problems: [{ rule: 'notice-version' }],
    });
    expect(await publishShop(backEnd.store, next('Bonjour.'), ANA)).toMatchObject({ outcome: 'published' });
  });

  it('publishes nothing that the gate refuses, and leaves no trace of it', async () => {
    const before = await backEnd.dump();
    expect(await publishShop(backEnd.store, broken, ANA)).toMatchObject({
      outcome: 'refused',
      problems: [{ rule: 'preset-answer' }, { rule: 'stop-number-missing' }],
    });
    expect(await backEnd.dump()).toBe(before);
  });

  it('publishes what is current already without a new publication', async () => {
    expect((await publishShop(backEnd.store, bookshop, ANA)).outcome).toBe('current-already');
    expect(await authors()).toEqual(['system:test']);
  });

  it('goes back to an earlier version under its old number, as long as the law allows it', async () => {
    const next = shopWith({ 'notice.version': 3 });
    await publishShop(backEnd.store, next, ANA);
    const reworded = shopWith({ [saying('who')]: `${whoOf(bookshop)} Bonjour.` });
    expect((await publishShop(backEnd.store, reworded, ANA)).outcome).toBe('refused');
    expect((await publishShop(backEnd.store, bookshop, ANA)).outcome).toBe('published');
    expect(await authors()).toEqual(['system:test', ANA, ANA]);
  });

  it('is told by the law of the day in the shop’s own zone', async () => {
    const silent = shopWith({
      'notice.sections.1.covers': ['purposes', 'legal-basis', 'optional'],
      'notice.version': 3,
    });
    backEnd.clock.now = Date.parse('2026-08-10T21:59:59Z'); // 10 August, 23:59:59 in Paris
    expect((await checkShop(backEnd.store, silent, backEnd.clock.now)).outcome).toBe('passed');
    expect(await checkShop(backEnd.store, silent, backEnd.clock.now + 1000)).toMatchObject({
      problems: [{ rule: 'notice-part-missing', details: { part: 'calls-need-consent' } }],
    });
  });
});

describe('a start', () => {
  it('publishes a file that is new', async () => {
    expect((await publishAtStart(backEnd.store, older)).outcome).toBe('published');
    expect(await authors()).toEqual(['system:test', 'system:start']);
  });

  it('refuses a new file with problems, and publishes nothing', async () => {
    expect((await publishAtStart(backEnd.store, broken)).outcome).toBe('refused');
    expect(await authors()).toEqual(['system:test']);
  });

  it('does not bring back an older file that an operator has since replaced', async () => {
    await publishShop(backEnd.store, older, ANA);
    expect((await publishAtStart(backEnd.store, bookshop)).outcome).toBe('superseded');
    expect(await currentAge()).toBe(16);
  });

  it('goes on with what was published before the gate knew better', async () => {
    const fromBefore = structuredClone(backEnd.config);
    for (const section of fromBefore.notice.sections) delete section.covers;
    await backEnd.publish(fromBefore);
    expect((await checkShop(backEnd.store, fromBefore, backEnd.clock.now)).outcome).toBe('refused');
    expect((await publishAtStart(backEnd.store, fromBefore)).outcome).toBe('current-already');
  });
});

it('says a refusal in the shop’s first language, one line a problem', async () => {
  const result = await checkShop(backEnd.store, broken, backEnd.clock.now);
  if (result.outcome === 'passed') throw new Error('it passed');
  const lines = sayRefusal('shop.json', result.problems, languageOf(broken)).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe('shop.json ne peut pas être publié : 2 problèmes.');
  expect(lines[2]).toMatch(/^ {2}stopNumber \[stop-number-missing\] /);
  expect(languageOf({ languages: ['de'] })).toBe('en');
  expect(languageOf(null)).toBe('en');
});
