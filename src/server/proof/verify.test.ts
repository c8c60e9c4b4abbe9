// Whoever alters a dossier is found out by the page that comes with it, and by the check that should.
import { generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/digest.ts';
import { toDisclosure } from '#protocol/disclosure.ts';
import { type PrivateKey, type PublicKey, toPublicKey } from '#protocol/public-key.ts';
import { readSignedText, type SignedType, signedTypes, signText } from '#protocol/signature.ts';
import { enrolTestDevice } from '../testing/device.ts';
import type { Dossier, ProvenEvent } from './dossier.ts';
import { toFiles } from './files.ts';
import { createShopDay, EMAIL, PHONE } from './testing/shop-day.ts';
import { compareFiles, verify } from './verify.js';

/** The form of a dossier that a forger may change. */
type Draft<T> = T extends object ? { -readonly [K in keyof T]: Draft<T[K]> } : T;

let untouched: Dossier;
/** Before the withdrawal. */
let confirmed: Dossier;
let forger: PrivateKey;
let forgerKey: PublicKey;

beforeAll(async () => {
  const day = await createShopDay();
  await day.confirm();
  confirmed = (await day.dossier({ contact: EMAIL })) as Dossier;
  await day.withdraw();
  untouched = (await day.dossier({ contact: EMAIL })) as Dossier;
  const pair = await generateKeyPair('ES256');
  forgerKey = await toPublicKey(pair.publicKey);
  forger = { kid: forgerKey.kid, key: pair.privateKey };
});

/** Names of the checks that fail once the forger has been at it. */
async function failures(forge: (draft: Draft<Dossier>) => unknown, dossier = untouched): Promise<string[]> {
  const draft = structuredClone(dossier) as Draft<Dossier>;
  await forge(draft);
  const checks = await verify(draft as Dossier);
  return [...new Set(checks.filter(({ ok }) => !ok).map(({ name }) => name))].sort();
}

const answersOf = ({ events }: Draft<Dossier>) => events[0] as Draft<ProvenEvent>;

function alterPayload(jws: string, from: string, to: string): string {
  const [header, , signature] = jws.split('.');
  const text = readSignedText(jws) as string;
  expect(text).toContain(from);
  return [header, Buffer.from(text.replace(from, to)).toString('base64url'), signature].join('.');
}

const signAnew = (jws: string, typ: SignedType = signedTypes.event) =>
  signText(readSignedText(jws) as string, typ, forger);

describe('a dossier as it was made', () => {
  it('passes every check', async () => {
    const names = (await verify(untouched)).map(({ name, ok }) => `${name} ${ok}`);
    expect(new Set(names)).toEqual(
      new Set(
        [
          'form',
          'keys',
          'standing',
          'hash',
          'enrolment',
          'signature',
          'chain',
          'disclosures',
          'shown',
          'received',
          'recorded',
          'notBefore',
        ].map((name) => `${name} true`),
      ),
    );
  });

  it('passes with the files beside it, and under the key that the controller publishes', async () => {
    const files = Object.fromEntries(untouched.texts.map(({ file, text }) => [file, text]));
    const published = untouched.keys.map(({ kid }) => kid);
    const results = await verify(untouched, files, published);
    expect(results.filter(({ name }) => name === 'files' || name === 'anchor')).toMatchObject([
      { name: 'anchor', ok: true },
      { name: 'files', ok: true },
    ]);
  });
});

describe('found out is', () => {
  it('an altered answer', async () => {
    const alter = (event: Draft<ProvenEvent>) => {
      event.jws = alterPayload(event.jws, '"answer":"no"', '"answer":"yes"');
    };
    expect(await failures((dossier) => alter(answersOf(dossier)))).toEqual(['chain', 'hash', 'received', 'signature']);
    const withNewHash = async (dossier: Draft<Dossier>) => {
      alter(answersOf(dossier));
      answersOf(dossier).hash = await sha256(answersOf(dossier).jws);
    };
    expect(await failures(withNewHash)).toEqual(['chain', 'received', 'signature']);
  });

  it('an event signed anew by another device', async () => {
    const resign = async (dossier: Draft<Dossier>) => {
      const event = answersOf(dossier);
      event.jws = await signAnew(event.jws);
      event.hash = await sha256(event.jws);
    };
    expect(await failures(resign)).toEqual(['chain', 'enrolment', 'received', 'signature']);
  });

  it('an event signed anew by another tablet of the shop, though the back end vouches for that one, too', async () => {
    const day = await createShopDay();
    const other = await enrolTestDevice(day.backEnd, 'caisse-2');
    const theirs = await other.answers({ phone: '+33611111111', yes: ['sms-events'] });
    await other.sync([theirs]);
    const vouched = (await day.dossier({ event: theirs.line[1] }))?.events.filter(({ role }) => role === 'device');
    const resign = async (dossier: Draft<Dossier>) => {
      const event = answersOf(dossier);
      event.jws = await signText(readSignedText(event.jws) as string, signedTypes.event, other.key);
      event.hash = await sha256(event.jws);
      dossier.events.push(...(structuredClone(vouched ?? []) as Draft<ProvenEvent>[]));
    };
    const own = await day.dossier({ contact: EMAIL });
    expect(vouched).toHaveLength(1);
    expect(await failures(resign, own)).toEqual(expect.arrayContaining(['enrolment', 'signature']));
  });

  it('a swapped disclosure, and one that stands there twice', async () => {
    const swapped = toDisclosure('another salt', { kind: 'email', value: 'mallory@exemple.fr' });
    expect(await failures((dossier) => (answersOf(dossier).disclosures = [swapped]))).toEqual(['disclosures']);
    const twice = (dossier: Draft<Dossier>) => answersOf(dossier).disclosures.push(...answersOf(dossier).disclosures);
    expect(await failures((dossier) => twice(dossier))).toEqual(['disclosures']);
  });

  it.each(['config', 'notice', 'questions'] as const)('an altered text: %s', async (kind) => {
    const alter = async (dossier: Draft<Dossier>, withDigest: boolean) => {
      for (const shown of dossier.texts.filter((text) => text.kind === kind)) {
        shown.text = shown.text.replace('Canal', 'Port');
        if (withDigest) shown.digest = await sha256(shown.text);
      }
    };
    expect(await failures((dossier) => alter(dossier, false))).toEqual(['shown']);
    expect(await failures((dossier) => alter(dossier, true))).toEqual(['shown']);
    const [altered] = untouched.texts.filter((text) => text.kind === kind);
    const results = await verify(untouched, { [altered?.file ?? '']: `${altered?.text} ` });
    expect(results.find(({ name }) => name === 'files')).toMatchObject({ ok: false });
  });

  it('a forged text under the digest of the right one, before it', async () => {
    const forge = ({ texts }: Draft<Dossier>) => {
      const [questions] = texts.filter(({ kind }) => kind === 'questions');
      texts.unshift({
        ...(questions as (typeof texts)[0]),
        file: 'x',
        text: '{"stem":"May we sell all?","questions":[]}',
      });
    };
    expect(await failures(forge)).toEqual(['shown']);
  });

  it('another time for what the controller has recorded', async () => {
    const move = (dossier: Draft<Dossier>) => {
      for (const event of dossier.events)
        if (event.chain.startsWith('store:')) event.notAfter = event.notBefore = '2020-01-01T00:00:00.000Z';
    };
    expect(await failures(move)).toEqual(['recorded']);
  });

  it('an acknowledgement with another instant', async () => {
    const backdate = (dossier: Draft<Dossier>) => {
      for (const word of dossier.acknowledgements)
        word.jws = alterPayload(word.jws, '"receivedAt":1', '"receivedAt":2');
    };
    expect(await failures(backdate)).toEqual(['notBefore', 'received']);
  });

  it('an acknowledgement by somebody else', async () => {
    const replace = async (dossier: Draft<Dossier>) => {
      const word = dossier.acknowledgements.find(({ hash }) => hash === answersOf(dossier).acknowledgement);
      if (word) word.jws = await signAnew(word.jws, signedTypes.acknowledgement);
      if (word) word.hash = answersOf(dossier).acknowledgement = await sha256(word.jws);
    };
    expect(await failures(replace)).toContain('received');
  });

  it('an acknowledgement in the place of another, though both are ours', async () => {
    const exchange = (dossier: Draft<Dossier>) => {
      const event = answersOf(dossier);
      const listing = dossier.acknowledgements.find(({ hash }) => hash === event.acknowledgement);
      const carried = JSON.parse(readSignedText(event.jws) as string).lastAcknowledgement;
      for (const word of dossier.acknowledgements)
        if (word.hash === carried) word.jws = (listing as Draft<Dossier>['acknowledgements'][number]).jws;
      event.notBefore = event.notAfter; // as that one would prove it
    };
    expect(await failures(exchange)).toContain('notBefore');
  });

  it('an interval that nothing proves', async () => {
    const narrow = (dossier: Draft<Dossier>) => {
      answersOf(dossier).notBefore = answersOf(dossier).notAfter;
    };
    expect(await failures(narrow)).toEqual(['notBefore']);
    expect(await failures((dossier) => (answersOf(dossier).notAfter = '2026-10-12T16:29:00.000Z'))).toEqual([
      'received',
    ]);
    expect(await failures((dossier) => (answersOf(dossier).acknowledgement = null))).toEqual(['received']);
  });

  it('an enrolment that vouches for a foreign key, and a missing one', async () => {
    const forge = async (dossier: Draft<Dossier>) => {
      for (const fact of dossier.events.filter(({ role }) => role === 'device')) {
        const payload = JSON.parse(readSignedText(fact.jws) as string);
        fact.jws = await signText(JSON.stringify({ ...payload, key: forgerKey }), signedTypes.event, forger);
        fact.hash = await sha256(fact.jws);
      }
    };
    expect(await failures(forge)).toEqual(expect.arrayContaining(['enrolment', 'signature']));
    const forgeBoth = async (dossier: Draft<Dossier>) => {
      await forge(dossier);
      for (const event of dossier.events.filter(({ chain }) => !chain.startsWith('store:')))
        event.jws = await signAnew(event.jws);
    };
    expect(await failures(forgeBoth)).toContain('enrolment'); // under the very key that it vouches for
    const drop = (dossier: Draft<Dossier>) => {
      dossier.events = dossier.events.filter(({ role }) => role !== 'device');
    };
    expect(await failures(drop)).toEqual(['enrolment', 'signature']);
  });

  it('a back end’s key under a name that is not its own, or that the controller has not published', async () => {
    expect(await failures((dossier) => dossier.keys.push({ ...forgerKey, kid: dossier.keys[0]?.kid ?? '' }))).toEqual([
      'keys',
    ]);
    const results = await verify({ ...untouched, keys: [...untouched.keys, forgerKey] }, {}, [
      ...untouched.keys.map(({ kid }) => kid),
    ]);
    expect(results.find(({ name }) => name === 'anchor')).toMatchObject({ ok: false });
  });

  it('an event that does not follow the one before it', async () => {
    const reorder = (dossier: Draft<Dossier>) => {
      const [first, second] = dossier.events.filter(({ chain }) => chain.startsWith('store:')) as Draft<ProvenEvent>[];
      if (first && second) [first.seq, second.seq] = [second.seq, first.seq];
    };
    expect(await failures(reorder)).toEqual(['chain', 'hash']);
  });

  it('a standing that no signed act bears out', async () => {
    const stand = (status: Dossier['standing'][number]['status']) => (dossier: Draft<Dossier>) => {
      for (const line of dossier.standing) line.status = status;
    };
    expect(await failures(stand('given'))).toEqual(['standing']); // it was withdrawn
    expect(await failures(stand('expired'), confirmed)).toEqual(['standing']);
    expect(await failures(stand('disavowed'), confirmed)).toEqual(['standing']);
    expect(await failures(stand('requested'), confirmed)).toEqual(['standing']);
    const turn = ({ standing: [line] }: Draft<Dossier>) => {
      if (line) line.question = 'phone-invitations'; // answered with a no
    };
    expect(await failures(turn, confirmed)).toEqual(['standing']);
  });

  it('a confirmation that was left out, where the standing rests on it', async () => {
    const leaveOut = (dossier: Draft<Dossier>) => {
      dossier.events = dossier.events.filter(({ jws }) => !readSignedText(jws)?.includes('"type":"confirmation"'));
    };
    expect(await failures(leaveOut, confirmed)).toContain('standing');
  });

  it('a dossier of another form', async () => {
    expect(await failures((dossier) => ((dossier.schema as number) = 2))).toEqual(['form']);
  });
});

describe('what stands', () => {
  it.each([
    { contact: EMAIL, yes: 'email-news', statuses: ['withdrawn', 'requested'] },
    { contact: PHONE, yes: 'sms-events', statuses: ['withdrawn', 'given'] },
  ])('is borne out when the person says yes again after a withdrawal: $yes', async ({ contact, yes, statuses }) => {
    const day = await createShopDay();
    await day.withdraw();
    const again = await day.tablet.answers({ [contact === EMAIL ? 'email' : 'phone']: contact, yes: [yes] });
    await day.tablet.sync([again]);
    const dossier = (await day.dossier({ contact })) as Dossier;
    expect(dossier.standing.map(({ status }) => status)).toEqual(statuses);
    expect(await failures(() => {}, dossier)).toEqual([]);
    if (contact !== EMAIL) return;
    await day.confirm();
    const confirmedAgain = (await day.dossier({ contact })) as Dossier;
    expect(confirmedAgain.standing.map(({ status }) => status)).toEqual(['withdrawn', 'given']);
    expect(await failures(() => {}, confirmedAgain)).toEqual([]);
  });

  it('is borne out when the person says yes again after an erasure', async () => {
    const day = await createShopDay();
    await day.erase(PHONE);
    const again = await day.tablet.answers({ phone: PHONE, yes: ['sms-events'] });
    await day.tablet.sync([]);
    await day.tablet.sync([again]);
    const dossier = (await day.dossier({ contact: PHONE })) as Dossier;
    expect(await failures(() => {}, dossier)).toEqual([]);
  });
});

describe('the files beside a dossier', () => {
  let dossier: Dossier;
  let beside: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const { files } = await toFiles(untouched, 'fr', 'Europe/Paris');
    const { 'dossier.json': main = '', ...others } = files;
    dossier = JSON.parse(main);
    beside = others;
  });
  const resultsOf = async (files: Parameters<typeof compareFiles>[1]) =>
    Object.fromEntries((await compareFiles(dossier, files)).map(({ file, result }) => [file, result]));

  it('are all compared, those named by a signed act apart from those that only the dossier names', async () => {
    const results = await resultsOf(beside);
    const named = (result: string) => Object.keys(results).filter((file) => results[file] === result);
    expect(named('signed').sort()).toEqual(['config.json', 'notice.fr.json', 'questions.fr.json']);
    expect(named('listed').sort()).toEqual([
      'README.txt',
      'keys.json',
      'notice.fr.txt',
      'proof.html',
      'questions.fr.txt',
      'record.jsonld',
      'verify.html',
    ]);
    expect(Object.keys(results)).toHaveLength(10);
  });

  it.each(['proof.html', 'notice.fr.txt', 'notice.fr.json', 'record.jsonld', 'keys.json'])(
    'are found out when altered: %s',
    async (file) => {
      const files = { ...beside, [file]: `${beside[file]} ` };
      expect((await resultsOf(files))[file]).toBe('altered');
      expect((await verify(dossier, files)).filter(({ ok }) => !ok)).toMatchObject([{ name: 'files' }]);
    },
  );

  it('are compared by their bytes: a byte order mark counts', async () => {
    const bytes = new TextEncoder().encode(`\ufeff${beside['notice.fr.json']}`);
    expect(await resultsOf({ 'notice.fr.json': bytes })).toEqual({ 'notice.fr.json': 'altered' });
  });

  it('are not compared when the dossier names none of that name', async () => {
    expect(await resultsOf({ 'notice.en.txt': 'x', constructor: 'x' })).toEqual({
      'notice.en.txt': 'unknown',
      constructor: 'unknown',
    });
    expect((await verify(dossier, { 'notice.en.txt': 'x' })).map(({ name }) => name)).not.toContain('files');
  });

  it('count as signed only under a digest that a signed act carries', async () => {
    const text = '{"forged":true}';
    const draft = structuredClone(dossier) as Draft<Dossier>;
    const notice = draft.texts.find(({ kind }) => kind === 'notice') as Draft<Dossier>['texts'][number];
    draft.texts.push({ ...notice, file: 'notice-2.fr.json', text, digest: await sha256(text) });
    expect(await compareFiles(draft as Dossier, { 'notice-2.fr.json': text })).toMatchObject([{ result: 'listed' }]);
  });
});
