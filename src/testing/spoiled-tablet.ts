// The tablet that nobody should trust: it speaks the wire by hand, spoils its events, and sends from a restored profile or
// a thief's bag. Like a real one it keeps what it has sent, and sends it again to a back end that came from a backup.
import { DAY } from '#domain/instant.ts';
import { fromBase64Url, toBase64Url } from '#protocol/digest.ts';
import { toDisclosure } from '#protocol/disclosure.ts';
import type { TestBackEnd } from '#server/testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '#server/testing/device.ts';
import { createKeyPair } from '#server/testing/enrolment.ts';
import type { Spoil } from './command.ts';

export interface SpoiledTablet {
  readonly device: TestDevice;
  /** When the back end last spoke to it, true time. */
  heardAt: number;
  readonly enrolledAt: number;
  isForked: boolean;
  isLost: boolean;
  /** What the making of an event takes to spoil it so. */
  spoiling(spoil: Spoil): Promise<Pick<Parameters<TestDevice['stop']>[0], 'spoil' | 'spoilJws' | 'key'>>;
  /** To go out with the next exchange. True where another event's seal is in the place of its own. */
  add(event: MadeEvent, spoil: Spoil): Promise<boolean>;
  /** Returns the ids of the events that now went out with their own seal. */
  sync(): Promise<readonly string[]>;
  /** All it has ever sent, in that order, with the back end's words. */
  sendAgain(): Promise<void>;
  /** As a tablet whose profile is restored from the day it was enrolled. */
  restoreProfile(): void;
}

/** @param getBackEnd the one that runs now */
export async function enrolSpoiledTablet(getBackEnd: () => TestBackEnd): Promise<SpoiledTablet> {
  const { clock } = getBackEnd();
  const device = await enrolTestDevice(getBackEnd());
  const firstWord = device.lastAcknowledgement;
  const waiting: MadeEvent[] = [];
  const missealed: MadeEvent[] = [];
  const sent: { events: readonly MadeEvent[]; head: TestDevice['head'] }[] = [];
  const words: string[] = [];

  async function send(events: readonly MadeEvent[]): Promise<void> {
    sent.push({ events, head: { ...device.head } });
    words.push((await device.sync(events)).acknowledgement);
    tablet.heardAt = clock.now;
  }

  const tablet: SpoiledTablet = {
    device,
    heardAt: clock.now,
    enrolledAt: clock.now,
    isForked: false,
    isLost: false,
    async spoiling(spoil) {
      if (spoil === 'key') return { key: (await createKeyPair()).key };
      if (spoil === 'altered') return { spoilJws: alter };
      if (spoil === 'chain') return { spoil: breakChain };
      if (spoil === 'old') return { spoil: withWord(firstWord) };
      if (spoil !== 'word') return {};
      const word = await wordToOthers(getBackEnd(), device.id);
      return { spoil: withWord(word) };
    },
    async add(event, spoil) {
      const isMissealed = spoil === 'seal' && event.body.seal !== null;
      if (isMissealed) missealed.push(event);
      waiting.push(isMissealed ? { ...event, body: { ...event.body, seal: await sealOfAnother(device) } } : event);
      return isMissealed;
    },
    async sync() {
      const events = waiting.splice(0);
      const isNew = new Set(events.map(({ line }) => line[1]));
      await send(events);
      const again = missealed.filter(({ line }) => !isNew.has(line[1]));
      if (again.length > 0) await send(again);
      for (const event of again) missealed.splice(missealed.indexOf(event), 1);
      return again.map(({ line }) => line[1]);
    },
    async sendAgain() {
      for (const { events, head } of sent) await device.sync(events, { head }, { acknowledgements: words });
      tablet.heardAt = clock.now;
    },
    restoreProfile() {
      Object.assign(device.head, { seq: 0, hash: null });
      device.lastAcknowledgement = firstWord;
      Object.assign(tablet, { isForked: true, heardAt: tablet.enrolledAt });
    },
  };
  return tablet;
}

/** How far a thief turns the clock back. */
export const BACK_DATED = 2 * DAY;

const withWord = (word: string | null) => (event: Record<string, unknown>) => {
  event.lastAcknowledgement = word;
};

function breakChain(event: Record<string, unknown>): void {
  event.previous = 'A'.repeat(43);
}

/** A no becomes a yes, or the language another. */
function alter(jws: string): string {
  const [header, payload = '', signature] = jws.split('.');
  const text = new TextDecoder().decode(fromBase64Url(payload));
  const altered = text.includes('"no"') ? text.replace('"no"', '"yes"') : text.replace('"fr"', '"en"');
  return [header, toBase64Url(new TextEncoder().encode(altered)), signature].join('.');
}

function sealOfAnother(device: TestDevice): Promise<string> {
  const claim = { kind: 'email', value: 'other@example.com' } as const;
  return device.seal([toDisclosure('A'.repeat(22), claim)]);
}

/** Hash of the newest word that the back end gave to any other tablet. */
async function wordToOthers({ store }: TestBackEnd, device: string): Promise<string> {
  const { hash } = await store.sql
    .selectFrom('acknowledgements')
    .select('hash')
    .where('device', '<>', device)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return hash;
}
