// A small world for histories: two real tablets (journal, outbox, kiosk over IndexedDB in memory), one spoiled tablet that
// speaks the wire by hand, the real back end, people with mailboxes, and a network that cuts. One true clock moves all.

import { startTestDevice, type TestDevice } from '#kiosk/testing/test-device.ts';
import { createTestPlatform } from '#kiosk/testing/test-platform.ts';
import { SYNC_PATH } from '#protocol/sync.ts';
import type { Mail } from '#server/mailer/mailer.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '#server/testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice as WireDevice } from '#server/testing/device.ts';

/** What the network does to one exchange: nothing, no way through, or the answer is lost after the commit. */
export type Network = 'up' | 'down' | 'cut-answers';

export interface Tablet {
  device: TestDevice;
  network: Network;
  /** When the back end's last word reached it, true time. */
  heardAt: number;
}

export interface SpoiledTablet {
  readonly device: WireDevice;
  readonly waiting: MadeEvent[];
  /** As a tablet whose profile is restored from the day it was enrolled. */
  restoreProfile(): void;
  /** Hash of the newest word that the back end gave to any other tablet. */
  wordToOthers(): Promise<string>;
}

export interface World {
  readonly backEnd: TestBackEnd;
  readonly tablets: readonly [Tablet, Tablet];
  readonly spoiled: SpoiledTablet;
  /** True time, epoch milliseconds. */
  now(): number;
  /** Time passes everywhere; the tablets' timers fire. */
  wait(milliseconds: number): Promise<void>;
  setSkew(tablet: Tablet, skew: number): void;
  /** The page is closed and opened again over the same storage. */
  restart(tablet: Tablet): Promise<void>;
  settle(): Promise<void>;
  readonly mails: readonly Mail[];
}

export async function createWorld(seed: number): Promise<World> {
  const backEnd = await createTestBackEnd();
  const { clock } = backEnd;

  async function enrol(index: number): Promise<Tablet> {
    const tablet: Tablet = { device: undefined as never, network: 'up', heardAt: clock.now };
    const platform = createTestPlatform({ seed: seed * 2 + index, now: clock.now, utcOffset: 120 });
    tablet.device = await startTestDevice({
      send: (request) => carry(tablet, request),
      platform,
      enrolmentCode: await backEnd.enrolmentCode(`caisse-${index + 1}`),
    });
    return tablet;
  }

  async function carry(tablet: Tablet, request: Request): Promise<Response> {
    if (tablet.network === 'down') throw new TypeError('Failed to fetch');
    const { pathname } = new URL(request.url);
    const response = await backEnd.app.request(new Request(PUBLIC_URL + pathname, request));
    if (tablet.network === 'cut-answers') throw new TypeError('Failed to fetch');
    if (response.status === 200 && pathname === SYNC_PATH) tablet.heardAt = clock.now;
    return response;
  }

  const tablets = [await enrol(0), await enrol(1)] as const;
  const spoiled = await enrolSpoiled();

  async function enrolSpoiled(): Promise<SpoiledTablet> {
    const device = await enrolTestDevice(backEnd);
    const firstWord = device.lastAcknowledgement;
    return {
      device,
      waiting: [],
      restoreProfile() {
        Object.assign(device.head, { seq: 0, hash: null });
        device.lastAcknowledgement = firstWord;
      },
      async wordToOthers() {
        const { hash } = await backEnd.store.sql
          .selectFrom('acknowledgements')
          .select('hash')
          .where('device', '<>', device.id)
          .orderBy('received_at', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow();
        return hash;
      },
    };
  }

  const world: World = {
    backEnd,
    tablets,
    spoiled,
    mails: backEnd.mails,
    now: () => clock.now,
    async wait(milliseconds) {
      clock.now += milliseconds;
      for (const { device } of tablets) device.platform.advance(milliseconds);
      await world.settle();
    },
    setSkew(tablet, skew) {
      tablet.device.platform.setClock(clock.now + skew);
    },
    async restart(tablet) {
      const { platform, indexedDB, engine } = tablet.device;
      engine.stop();
      tablet.device = await startTestDevice({ send: (request) => carry(tablet, request), platform, indexedDB });
    },
    async settle() {
      for (const { device } of tablets) await device.engine.whenIdle();
    },
  };
  return world;
}
