// The archive: proof of consents that are used no more. Reading it takes its key, which the server itself never needs.
import { CONTACT_FORMS, readContactClaim } from '../contact-claim.ts';
import { createArchiveKey, openFromArchive } from '../keys/archive-key.ts';
import type { Evidence } from '../proof/dossier.ts';
import { mustBeDirectory, mustBeFree, Refusal } from '../refusal.ts';
import { writeSecret } from '../secret-file.ts';
import { writeShortLivedCopy } from '../short-lived-copy.ts';
import type { Archive, ArchiveEntry } from '../storage/archive.ts';
import { eraseFromArchive } from '../storage/archive-erasure.ts';
import { recordAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { hashContact } from '../storage/contact-identity.ts';
import { todayOf } from '../storage/retention.ts';
import type { Tables } from '../storage/schema.ts';
import { at, type Command, type CommandContext, print, printTable } from './command.ts';
import { readLanguage, writeDossier } from './dossier-file.ts';

export const archiveCommands: readonly Command[] = [
  {
    usage: 'archive list',
    summary: 'what lies in the archive, without names: since when, until when, and whether a law obliges to keep it',
    async run(context) {
      await note(context, 'archive-list', 'all');
      printTable(context.archive.list().map(toLine), 'The archive is empty.');
      return true;
    },
  },
  {
    usage: 'archive proof <id|contact> [file.zip] [--lang=fr]',
    summary: 'write a ZIP that proves what somebody in the archive had said; takes the archive’s key',
    async run(context, args) {
      const { store, archive } = context;
      const [subject = '', path] = args.filter((arg) => !arg.startsWith('--'));
      const { config } = await mustGetCurrentConfig(store);
      const language = readLanguage(args, config);
      if (!language) return false;
      if (path !== undefined) await mustBeFree(path);
      const claim = readContactClaim(subject, config.controller.country);
      const wanted = claim ? hashContact(store, claim).tombstone : subject;
      const found = archive.find(wanted);
      const newest = found.at(-1);
      if (!newest) {
        print('Nothing of it lies in the archive: it never went there, or its time is over, or it was erased.');
        return false;
      }
      const evidence = await openEvidence(archive, newest, await context.readArchiveKey());
      await note(context, 'archive-proof', newest.id);
      await writeDossier(store, evidence, { config, language, path });
      const others = found.slice(0, -1).map(({ id }) => id);
      if (others.length > 0)
        print(`It was put away more than once. For the others: archive proof ${others.join(', ')}`);
      return true;
    },
  },
  {
    usage: 'archive erase <contact>',
    summary: 'erase what the archive holds of a contact, where no law obliges to keep it',
    async run(context, [value = '']) {
      const { store, archive } = context;
      const { config } = await mustGetCurrentConfig(store);
      const claim = readContactClaim(value, config.controller.country);
      if (!claim) {
        print(`That is none of these: ${CONTACT_FORMS}.`);
        return false;
      }
      const { erased, keptUntil } = eraseFromArchive(
        { archive, keys: store.keys },
        claim,
        todayOf(config, store.now()),
      );
      for (const id of erased) await note(context, 'archive-erasure', id);
      print(erased.length > 0 ? 'Erased from the archive.' : 'The archive holds nothing of it that may be erased.');
      if (keptUntil) print(`A law obliges to keep the proof of a consent until ${keptUntil}: it goes that night.`);
      return true;
    },
  },
  {
    usage: 'archive rekey <file>',
    summary: 'make a new key for the archive, and write it to that file: what is put away from now on is sealed to it',
    async run(context, [path]) {
      if (path === undefined) throw new Refusal('Into which file? On a medium that leaves this machine.');
      await mustBeFree(path);
      const { publicKey, privateKey } = await createArchiveKey();
      await writeSecret(path, privateKey); // before anything is sealed to it
      await note(context, 'archive-key-changed', publicKey.kid);
      context.archive.setKey(publicKey);
      print(
        `${path}: the archive’s new key. Take it off this machine, and keep the older one as long as it opens anything.`,
      );
      print('With the older key at hand, `archive reseal` seals what is there already to the new one.');
      return true;
    },
  },
  {
    usage: 'archive reseal',
    summary: 'seal what an older key opens to the archive’s newest one; takes the older key',
    async run(context) {
      const key = await context.readArchiveKey();
      await note(context, 'archive-resealed', 'all');
      const { resealed, left } = await context.archive.reseal((sealed) => tryToOpen(sealed, key));
      print(`${resealed} sealed anew, ${left} still to a key that is not here.`);
      if (resealed > 0) print('Copies of the archive from before open with the older key: delete them.');
      return left === 0;
    },
  },
  {
    usage: 'archive backup <directory>',
    summary: 'copy the archive there, and delete its copies there that are older than a week',
    async run({ archive, store }, [directory]) {
      if (directory === undefined) throw new Refusal('Into which directory? Keep it apart from the archive’s key.');
      await mustBeDirectory(directory);
      print(writeShortLivedCopy('archive', archive.copyTo, directory, store.now()));
      return true;
    },
  },
];

async function openEvidence(archive: Archive, { id }: ArchiveEntry, key: string): Promise<Evidence> {
  const text = await tryToOpen(archive.getSealed(id) ?? '', key);
  if (text === undefined) throw new Refusal('The archive’s key that is here is not the one that opens this.');
  const { configs, ...held } = JSON.parse(text) as Omit<Evidence, 'configs'> & { readonly configs: readonly string[] };
  return { ...held, configs: new Map(configs.map((digest) => [digest, archive.getConfig(digest) ?? ''])) };
}

/** Undefined with another key, and with what is none. */
const tryToOpen = (sealed: string, key: string): Promise<string | undefined> =>
  openFromArchive(sealed, key).catch(() => undefined);

function note(
  { store, operator }: CommandContext,
  action: Tables['audit']['action'] & `archive-${string}`,
  subject: string,
): Promise<void> {
  return store.transaction((tx) => recordAudit(tx, { actor: `operator:${operator}`, action, subject }));
}

const toLine = ({ id, kind, archivedAt, keepUntil, dutyUntil }: ArchiveEntry) => ({
  ...{ id, kind, 'put away': at(archivedAt), 'goes on': keepUntil, 'kept by law until': dutyUntil ?? '' },
});
