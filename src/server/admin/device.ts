// Tablets: enrolling and listing them.
import { mustGetCurrentConfig } from '../storage/config.ts';
import { createEnrolmentCode, listDevices } from '../storage/device.ts';
import { at, type Command, print, printTable } from './command.ts';

export const deviceCommands: readonly Command[] = [
  {
    usage: 'device add <store> <till>',
    summary: 'print a one-time link that enrols one tablet, valid for an hour',
    async run({ store, publicUrl }, [storeId, till]) {
      const { config } = await mustGetCurrentConfig(store);
      const place = config.stores.find((s) => s.id === storeId);
      if (!place?.tills.some((t) => t.id === till)) {
        const known = config.stores.flatMap((s) => s.tills.map((t) => `  ${s.id} ${t.id}`));
        print(`No such store and till. There are:\n${known.join('\n')}`);
        return false;
      }
      const code = await store.transaction((tx) => createEnrolmentCode(tx, { store: place.id, till: till as string }));
      print(`${publicUrl}/kiosk/#enrol=${code}`);
      return true;
    },
  },
  {
    usage: 'device list',
    summary: 'tablets: last seen, waiting, lost',
    async run({ store }) {
      const devices = await listDevices(store);
      printTable(
        devices.map(({ lastSeenAt, ...device }) => ({ ...device, 'last seen': at(lastSeenAt) })),
        'No tablet is enrolled.',
      );
      return true;
    },
  },
];
