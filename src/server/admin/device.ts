// Tablets: enrolling them, seeing how they stand, ending them.
import { NOTABLE_SKEW } from '#domain/custody.ts';
import { MINUTE } from '#domain/instant.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { type DeviceSummary, listDevices, setDeviceStatus } from '../storage/device.ts';
import { createEnrolmentCode } from '../storage/enrolment.ts';
import { at, type Command, type CommandContext, print, printTable } from './command.ts';

export const deviceCommands: readonly Command[] = [
  {
    usage: 'device add <store> <till>',
    summary: 'print a code that enrols one tablet, valid for ten minutes',
    async run({ store, publicUrl }, [storeId, till]) {
      const { config } = await mustGetCurrentConfig(store);
      const place = config.stores.find((s) => s.id === storeId);
      if (!place?.tills.some((t) => t.id === till)) {
        const known = config.stores.flatMap((s) => s.tills.map((t) => `  ${s.id} ${t.id}`));
        print(`No such store and till. There are:\n${known.join('\n')}`);
        return false;
      }
      const code = await store.transaction((tx) => createEnrolmentCode(tx, { store: place.id, till: till as string }));
      print(
        [
          `  ${code.slice(0, 4)}-${code.slice(4)}`,
          '',
          `Open ${publicUrl}/kiosk/ on the tablet, install it, open the installed app and type the code there.`,
          'It enrols one tablet, once, within ten minutes. Five wrong tries end it.',
        ].join('\n'),
      );
      return true;
    },
  },
  {
    usage: 'device list',
    summary: 'tablets: status, last seen, waiting, lost, clock',
    async run({ store }) {
      const devices = await listDevices(store);
      printTable(devices.map(toRow), 'No tablet is enrolled.');
      return true;
    },
  },
  {
    usage: 'device retire <id>',
    summary: 'end a tablet: it hands over what it has and takes no new answers',
    run: (context, [id = '']) =>
      end(context, id, 'retired', 'Retired: it hands over what it has and takes no new answers.'),
  },
  {
    usage: 'device lost <id>',
    summary: 'report a tablet lost or stolen: what comes from it is held apart',
    run: (context, [id = '']) =>
      end(
        context,
        id,
        'lost',
        'Lost: a yes that still comes from it waits for `quarantine release`; a withdrawal takes effect at once.',
      ),
  },
];

async function end(
  { store, operator }: CommandContext,
  id: string,
  status: 'retired' | 'lost',
  done: string,
): Promise<boolean> {
  const device = await store.transaction((tx) => setDeviceStatus(tx, id, status, operator));
  print(device ? done : 'There is no such tablet, or it is retired or lost already. See: device list');
  return device !== undefined;
}

function toRow({ lastSeenAt, skew, sealsToOldKey, ...device }: DeviceSummary) {
  return {
    ...device,
    'last seen': at(lastSeenAt),
    clock:
      Math.abs(skew) > NOTABLE_SKEW ? `${Math.round(Math.abs(skew) / MINUTE)} min ${skew > 0 ? 'slow' : 'fast'}` : '',
    seals: sealsToOldKey ? 'to an older key' : '',
  };
}
