// A small history at a real back end, and the dossiers that come of it.
import { randomUUID } from 'node:crypto';
import { mustGetCurrentConfig } from '../../storage/config.ts';
import { findContactPoint } from '../../storage/contact-point.ts';
import { eraseSubject } from '../../storage/erasure.ts';
import { readEvidence } from '../../storage/evidence.ts';
import { verifyLedger } from '../../storage/ledger.ts';
import { createTestBackEnd, type TestBackEnd } from '../../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../../testing/device.ts';
import { confirmPathIn, press } from '../../testing/link.ts';
import { createDossier, type Dossier } from '../dossier.ts';

export const EMAIL = 'camille@exemple.fr';
export const PHONE = '+33612345678';

export interface ShopDay {
  readonly backEnd: TestBackEnd;
  readonly tablet: TestDevice;
  /** Yes to SMS and e-mail, no to calls, after an earlier person's answer. */
  readonly answers: MadeEvent;
  confirm(): Promise<void>;
  /** “It wasn’t me.” */
  disavow(): Promise<void>;
  withdraw(): Promise<void>;
  erase(value: string): Promise<void>;
  /** Undefined when nothing is held. */
  dossier(of: { event: string } | { contact: string }): Promise<Dossier | undefined>;
}

export async function createShopDay(): Promise<ShopDay> {
  const backEnd = await createTestBackEnd();
  const { store, clock } = backEnd;
  const tablet = await enrolTestDevice(backEnd);
  const pass = (minutes: number) => {
    clock.now += minutes * 60_000;
  };
  pass(12);
  const earlier = await tablet.answers({ phone: '+33699999999', yes: ['sms-events'] });
  pass(2);
  await tablet.sync([earlier]);
  pass(7);
  const answers = await tablet.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
  pass(9);
  await tablet.sync([answers]);

  return {
    ...{ backEnd, tablet, answers },
    async confirm() {
      await backEnd.runJobs();
      pass(31);
      await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
    },
    async disavow() {
      await backEnd.runJobs();
      await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'not-me' });
    },
    async withdraw() {
      pass(60 * 24 * 3);
      await tablet.sync([await tablet.stop({ email: EMAIL })]);
    },
    async erase(value) {
      pass(60 * 24);
      const kind = value.includes('@') ? 'email' : 'phone';
      await store.transaction((tx) => eraseSubject(tx, { kind, value }));
    },
    async dossier(of) {
      const evidence =
        'event' in of ? await readEvidence(store, { kind: 'event', id: of.event }) : await readContact(of.contact);
      const { config } = await mustGetCurrentConfig(store);
      const reports = await verifyLedger(store);
      const ledger = reports.map(({ chain, events, bad }) => ({ chain, events, isIntact: bad === null }));
      const context = { id: randomUUID(), madeAt: clock.now, controller: config.controller };
      return evidence && createDossier(evidence, { ...context, ledger, keys: store.keys.verifying });
    },
  };

  async function readContact(value: string) {
    const found = await findContactPoint(store, { kind: value.includes('@') ? 'email' : 'phone', value });
    return found && readEvidence(store, { kind: 'contact-point', id: found.id });
  }
}
