// A copy of what is held about one contact point (GDPR 15, 20): the same from the person's own page and from an operator.
import { randomUUID } from 'node:crypto';
import { stateOf } from '#domain/rights-request.ts';
import { createDossier, type Dossier } from './proof/dossier.ts';
import { type OwnData, toOwnData } from './proof/own-data.ts';
import { speakGrants } from './spoken.ts';
import { getActivity } from './storage/activity.ts';
import { listGrants } from './storage/acts.ts';
import { mustGetCurrentConfig } from './storage/config.ts';
import { readEvidence } from './storage/evidence.ts';
import type { ProvedContact } from './storage/preferences.ts';
import { listRequestsOf, readRequestText, toFacts } from './storage/rights-request.ts';
import type { Store } from './storage/store.ts';

/** Undefined where no event speaks of it. */
export async function makeOwnDossier(store: Store, contactPoint: string): Promise<Dossier | undefined> {
  const evidence = await readEvidence(store, { kind: 'contact-point', id: contactPoint });
  if (!evidence) return undefined;
  const grants = await listGrants(store, contactPoint);
  const { config } = grants.length > 0 ? await speakGrants(store, grants) : await mustGetCurrentConfig(store);
  return createDossier(evidence, {
    ...{ id: randomUUID(), madeAt: store.now(), controller: config.controller, keys: store.keys.verifying },
    ledger: [],
  });
}

export async function makeOwnData(
  { store, publicUrl }: { readonly store: Store; readonly publicUrl: string },
  { id, kind, value }: ProvedContact['contactPoint'],
): Promise<OwnData | undefined> {
  const dossier = await makeOwnDossier(store, id);
  if (!dossier) return undefined;
  const activity = await getActivity(store, id);
  const requests = await listRequestsOf(store, id);
  return toOwnData(dossier, {
    ...{ contactPoint: { kind, value }, publicUrl },
    lastActivity: activity ? { kind: activity.kind, at: new Date(activity.at).toISOString() } : null,
    requests: await Promise.all(
      requests.map(async (row) => ({
        ...{ kind: row.kind, receivedOn: row.received_on, dueOn: row.due_on, cameBy: row.came_by },
        ...{ state: stateOf(toFacts(row)), outcome: row.outcome },
        text: (await readRequestText(store, row)) ?? null,
      })),
    ),
  });
}

/** As it is downloaded, or handed out. */
export const toCopyText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
