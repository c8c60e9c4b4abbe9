// Putting right an address or number that was taken down wrong (GDPR 16). The wrong one is erased at once. To the right one go the
// person's no, and, of an e-mail address, what they had said yes to, which counts once its mailbox has confirmed it (D3): in doubt the no wins.
import { isRunning } from '#domain/consent-state.ts';
import { findStore } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { isContactRestricted, listGrants, readChoicesLeft, toScope } from './acts.ts';
import { getConfig } from './config.ts';
import { identifyContactPoint } from './contact-point.ts';
import { eraseSubject } from './erasure.ts';
import { recordPhoneAnswers } from './phone-answers.ts';
import { changeRestriction } from './restriction.ts';
import type { GrantRow } from './schema.ts';
import { recordStop } from './stop.ts';
import type { Tx } from './store.ts';
import { storeOfContactPoint } from './withdrawal.ts';

/** Both of one kind. Returns the id of the wrong one, and how many answers await a confirmation from the new mailbox. */
export async function rectify(
  tx: Tx,
  wrong: ContactClaim,
  right: ContactClaim,
): Promise<{ readonly from: string; readonly carried: number }> {
  const { id: from } = await identifyContactPoint(tx, wrong);
  const isEmail = right.kind === 'email';
  const running = isEmail ? (await readChoicesLeft(tx, await listGrants(tx, from))).filter(isRunning) : [];
  const wasRestricted = await isContactRestricted(tx, from);
  // all on one chain: what comes later in it is provably later (C2)
  const store = await storeOfContactPoint(tx, from);
  const objections = await listObjections(tx, from);
  await eraseSubject(tx, wrong);
  if (objections.length > 0 || wasRestricted) {
    const { id: contactPoint } = await identifyContactPoint(tx, right);
    for (const scope of objections)
      await recordStop(tx, { store, contactPoint, kind: 'objection', scope, via: 'operator' });
    if (wasRestricted) await changeRestriction(tx, { contactPoint, kind: 'restriction', via: 'operator' });
  }
  for (const grants of Map.groupBy(running, (grant) => `${grant.config_digest} ${grant.locale}`).values())
    await carryOver(tx, { grants, store, right, from });
  return { from, carried: running.length };
}

async function listObjections({ sql }: Tx, contactPoint: string) {
  const stops = await sql
    .selectFrom('stops')
    .select(['purpose', 'channel', 'topics'])
    .where('contact_point', '=', contactPoint)
    .where('kind', '=', 'objection')
    .execute();
  return stops.map(toScope);
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
