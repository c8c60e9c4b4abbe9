// Putting right an address or number that was taken down wrong (GDPR 16). The wrong one is erased at once. To the right one go each
// withdrawal and objection, in its own time, a freeze, and, of an e-mail address, what they had said yes to, which counts once its mailbox has confirmed it (D3): in doubt the no wins.
import { isRunning } from '#domain/consent-state.ts';
import { findStore } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { isContactRestricted, listGrants, readChoicesLeft, toCustody, toScope } from './acts.ts';
import { getConfig } from './config.ts';
import { findContactPoint, identifyContactPoint } from './contact-point.ts';
import { eraseSubject } from './erasure.ts';
import { recordPhoneAnswers } from './phone-answers.ts';
import { changeRestriction } from './restriction.ts';
import type { GrantRow } from './schema.ts';
import { recordStop } from './stop.ts';
import type { Reader, Tx } from './store.ts';
import { TOMBSTONE_CHAIN } from './tombstone.ts';
import { storeOfContactPoint } from './withdrawal.ts';

/** Whether somebody is known by it: what goes over then meets what they have said. */
export async function isKnown(reader: Reader, claim: ContactClaim): Promise<boolean> {
  return (await findContactPoint(reader, claim)) !== undefined;
}

/**
 * Both of one kind. Returns the id of the wrong one, how many stops went over, and how many answers await a confirmation from the
 * new mailbox.
 */
export async function rectify(
  tx: Tx,
  wrong: ContactClaim,
  right: ContactClaim,
): Promise<{ readonly from: string; readonly stopped: number; readonly carried: number }> {
  const { id: from } = await identifyContactPoint(tx, wrong);
  const isEmail = right.kind === 'email';
  const running = isEmail ? (await readChoicesLeft(tx, await listGrants(tx, from))).filter(isRunning) : [];
  const wasRestricted = await isContactRestricted(tx, from);
  // all on one chain: what comes later in it is provably later (C2)
  const store = await storeOfContactPoint(tx, from);
  const stops = await listStops(tx, from);
  await eraseSubject(tx, wrong);
  if (stops.length > 0 || wasRestricted) {
    const { id: contactPoint } = await identifyContactPoint(tx, right);
    for (const stop of stops) await recordStop(tx, { ...stop, store, contactPoint, via: 'operator' });
    if (wasRestricted) await changeRestriction(tx, { contactPoint, kind: 'restriction', via: 'operator' });
  }
  for (const grants of Map.groupBy(running, (grant) => `${grant.config_digest} ${grant.locale}`).values())
    await carryOver(tx, { grants, store, right, from });
  return { from, stopped: stops.length, carried: running.length };
}

/** A yes that the right one has given since, provably, stands: each speaks from where it lay in time (D1). */
async function listStops({ sql }: Tx, contactPoint: string) {
  const stops = await sql
    .selectFrom('stops')
    .selectAll()
    .where('contact_point', '=', contactPoint)
    .where('kind', 'in', ['withdrawal', 'objection'])
    .orderBy('latest')
    .execute();
  return stops.map((stop) => ({
    kind: stop.kind as 'withdrawal' | 'objection',
    scope: toScope(stop),
    // what a keyed hash speaks for here speaks for nobody there: from now on
    cause: stop.chain === TOMBSTONE_CHAIN ? null : toCustody(stop),
  }));
}

interface Carried {
  /** Under one config and in one language; of a question the last. */
  readonly grants: readonly (GrantRow & Awaited<ReturnType<typeof readChoicesLeft>>[number])[];
  readonly store: string;
  readonly right: ContactClaim;
  readonly from: string;
}

async function carryOver(tx: Tx, { grants, store: storeId, right, from }: Carried): Promise<void> {
  const byQuestion = new Map(grants.map((grant) => [grant.question, grant]));
  const [{ config_digest: configDigest, locale } = {}] = grants;
  const config = configDigest === undefined ? undefined : await getConfig(tx, configDigest);
  const store = config && (findStore(config, storeId) ?? config.stores[0]);
  if (!config || !store || configDigest === undefined || locale === undefined)
    throw new Error('an accepted grant is not in its config');
  await recordPhoneAnswers(tx, {
    ...{ id: tx.newId(), store, config, configDigest, locale, contacts: [right], answerLinkDigest: null },
    questions: config.questions.filter(({ id }) => byQuestion.has(id)),
    answers: new Map(
      [...byQuestion].map(([question, { left }]) => [
        question,
        { answer: 'yes', topics: [...left.topics], frequency: { ...left.frequency } },
      ]),
    ),
    askedBy: { kind: 'rectification', contactPoint: from },
  });
}
