// Seeded lives: what people say, at a till, on their pages, by an SMS, and what the shop does about them. Each act is done
// to the shop and told to the model in the same breath.
import { createHash } from 'node:crypto';
import type { Stated } from '#domain/imported.ts';
import { eraseSubject } from '#server/storage/erasure.ts';
import { receiveSms } from '#server/storage/inbound-message.ts';
import { requestLink } from '#server/storage/preference-link.ts';
import { suppress } from '#server/storage/suppress.ts';
import { createUnsubscribeToken } from '#server/storage/unsubscribe.ts';
import { postForm, preferencesPathIn, press } from '#server/testing/link.ts';
import { addDays, bringYes, createContact, forget, type ModelContact, sayNo, sayYes, touch } from './model.ts';
import { CALLS_TOLD, CUSTOMERS, dayOf, type Shop } from './shop.ts';

export interface Person {
  readonly email: ModelContact;
  readonly phone: ModelContact;
  readonly confirms: boolean;
  readonly usesWholeTablet: boolean;
}

/** At the desk before the shop opens, or at a till. */
export interface Act {
  readonly at: 'desk' | 'till';
  run(): Promise<void>;
}

export const DOMAIN = 'dix-ans.example';
export const NUMBERS = '+3363998';

const proven: Omit<Stated, 'askedOn'> = {
  ...{ means: 'web', text: 'Recevez nos nouveautés.', source: 'ancienne boutique' },
  ...{ regime: 'opt-in', purchasedOn: null, audience: 'consumer' },
};

export function createPerson(n: number, random: () => number): Person {
  return {
    email: createContact('email', `camille.${n}@${DOMAIN}`),
    phone: createContact('phone', `${NUMBERS}${String(1000 + n).padStart(4, '0')}`),
    confirms: random() < 0.85,
    usesWholeTablet: n % 25 === 0,
  };
}

export type Acts = ReturnType<typeof createActs>;

export interface AtTill {
  readonly tillNumber?: number;
  readonly afterSale?: boolean;
}

/** @param random picks a till */
export function createActs(shop: Shop, random: () => number) {
  const { backEnd } = shop;
  const { store, app } = backEnd;
  const today = () => dayOf(backEnd.clock.now);
  const claimOf = ({ kind, value }: ModelContact) => ({ kind, value });

  async function say(person: Person, questions: readonly string[], { tillNumber, afterSale }: AtTill = {}) {
    const hasEmail = questions.some((id) => id.startsWith('email'));
    const hasPhone = questions.some((id) => !id.startsWith('email'));
    if (hasPhone && !questions.includes(CALLS_TOLD) && shop.config.questions.some(({ id }) => id === CALLS_TOLD))
      person.phone.hasRefusedCalls = true;
    const contact = {
      ...(hasEmail && { email: person.email.value }),
      ...(hasPhone && { phone: person.phone.value }),
    };
    const till = shop.tills[tillNumber ?? (random() < 0.5 ? 0 : 1)];
    const isWhole = person.usesWholeTablet && tillNumber === undefined && !afterSale && !questions.includes(CALLS_TOLD);
    const event = isWhole
      ? await shop.answerOnWhole(questions, contact)
      : await shop.answer(till as Shop['tills'][number], questions, contact, { afterSale: afterSale ?? false });
    return { event, both: hasEmail && hasPhone };
  }

  /** Undefined where no mail with a link comes: nothing is held of them. */
  async function openPage(contact: ModelContact): Promise<string | undefined> {
    contact.actedOn = today();
    const before = shop.mails.length;
    await store.transaction((tx) => requestLink(tx, contact.value));
    await backEnd.runJobs();
    const mail = shop.mails.slice(before).find(({ to }) => to === contact.value);
    return mail && preferencesPathIn(mail);
  }

  const acts = {
    today,
    /** What the tablet did not send says nothing to the model yet. */
    say,
    async yes(person: Person, questions: readonly string[]) {
      const { event, both } = await say(person, questions);
      const on = today();
      // a no beside the number is one
      if (questions.some((id) => id !== 'email-news'))
        for (const [id, channel] of [
          ['sms-events', 'sms'],
          ['phone-invitations', 'phone'],
          [CALLS_TOLD, 'calls'],
        ] as const)
          if (!questions.includes(id))
            for (const one of person.phone.yeses)
              if (one.channel === channel && one.lapsedOn === null) one.endedOn ??= on;
      if (both) [person.email.companion, person.phone.companion] = [person.phone, person.email];
      for (const id of questions) {
        if (id === 'email-news') sayYes(person.email, { channel: 'email', event, on, isDoubleOptIn: true });
        else sayYes(person.phone, { channel: id === 'sms-events' ? 'sms' : 'phone', event, on });
      }
    },
    async told(person: Person) {
      const { event } = await say(person, [CUSTOMERS], { afterSale: true });
      sayYes(person.email, { channel: 'email', event, on: today(), isSilence: true });
    },
    async toldOfCalls(person: Person) {
      const { event } = await say(person, [CALLS_TOLD]);
      sayYes(person.phone, { channel: 'calls', event, on: today(), isSilence: true });
    },
    async refuse(person: Person) {
      await say(person, []);
    },
    async stopAtTill(person: Person, contact: ModelContact) {
      if (person.usesWholeTablet) await shop.stopOnWhole(claimOf(contact));
      else await shop.stop(shop.tills[0] as Shop['tills'][number], { [contact.kind]: contact.value });
      sayNo(contact, today());
    },
    async stopOnPage(contact: ModelContact, action: 'withdraw-all' | 'object') {
      const page = await openPage(contact);
      if (page === undefined) return;
      await press(app, page, { action });
      sayNo(contact, today(), { kind: action === 'object' ? 'objection' : 'withdrawal' });
    },
    async stopByText(contact: ModelContact) {
      const hash = createHash('sha256').update(`${contact.value} ${today()}`).digest('base64url');
      await store.transaction((tx) => receiveSms(tx, { hash, from: contact.value, text: 'STOP' }));
      sayNo(contact, today(), { channel: 'sms' });
    },
    /** By the link of the last message that they had, however long ago. */
    async unsubscribe(contact: ModelContact) {
      const contactPoint = [...contact.ids].at(-1);
      if (contactPoint === undefined) return;
      const token = await createUnsubscribeToken(store, { contactPoint, claim: claimOf(contact), scope: null });
      await postForm(app, `/unsubscribe/${token}/one-click`, { 'List-Unsubscribe': 'One-Click' });
      // of who has left or was erased, what was given beside it may still be in use (D8)
      const isGone = contact.yeses.length === 0 && contact.companion === null;
      if (isGone && contact.beside && contact.beside.yeses.length > 0) sayNo(contact.beside, today());
      sayNo(contact, today());
    },
    async eraseOnPage(contact: ModelContact) {
      const page = await openPage(contact);
      if (page === undefined) return;
      await press(app, `${page}/erase`, { action: 'erase' });
      // on their own page all ends first, also what was said for their number (D8)
      sayNo(contact, today());
      forget(contact);
    },
    async erase(contact: ModelContact) {
      await store.transaction((tx) => eraseSubject(tx, claimOf(contact)));
      forget(contact);
    },
    async suppress(contact: ModelContact) {
      await store.transaction((tx) => suppress(tx, claimOf(contact)));
      sayNo(contact, today());
      contact.isSuppressed = true;
    },
    async freeze(contact: ModelContact, action: 'restrict' | 'lift') {
      const page = await openPage(contact);
      if (page === undefined || contact.isFrozen === (action === 'restrict')) return;
      await press(app, page, { action });
      contact.isFrozen = action === 'restrict';
    },
    async buy(contact: ModelContact) {
      await shop.buy([contact.value]);
      const runs = contact.yeses.some(({ counts, endedOn, lapsedOn }) => counts && (endedOn ?? lapsedOn) === null);
      if (runs && !contact.isFrozen) touch(contact, today());
    },
    /** A row of a list that the shop already had; again and again, if need be. */
    async list(contact: ModelContact, askedOn: string | null) {
      // who was never known here, nor suppressed, has said nothing to anybody
      if (contact.ids.size === 0 && !contact.isSuppressed) contact.hasStopped = false;
      const { fates, event } = await shop.list(claimOf(contact), { ...proven, askedOn });
      if (contact.hasStopped && fates.some((fate) => fate !== 'ended'))
        throw new Error(`a list has brought ${contact.value}, who had said no: ${fates}`);
      if (event === undefined) return;
      const waitsUntil = askedOn === null ? addDays(today(), 90) : null;
      bringYes(
        contact,
        { channel: contact.kind === 'email' ? 'email' : 'sms', event, on: askedOn ?? '0000-01-01' },
        waitsUntil,
      );
    },
  };
  return acts;
}
