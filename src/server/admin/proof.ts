// What proves one answer, or all that one person said, to hand out (GDPR 7(1), 15).
import { eventIdSchema } from '#domain/event-part.ts';
import { CONTACT_FORMS, readContactClaim } from '../contact-claim.ts';
import { mustBeFree } from '../refusal.ts';
import { recordAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { isLetGo, readEvidence } from '../storage/evidence.ts';
import { type Command, print } from './command.ts';
import { readLanguage, writeDossier } from './dossier-file.ts';

export const proofCommands: readonly Command[] = [
  {
    usage: 'proof <event id|contact> [file.zip] [--lang=fr]',
    summary: 'write a ZIP that proves one answer, or all about one contact',
    async run({ store, operator }, args) {
      const [subject = '', path] = args.filter((arg) => !arg.startsWith('--'));
      const { config } = await mustGetCurrentConfig(store);
      const language = readLanguage(args, config);
      if (!language) return false;
      if (path !== undefined) await mustBeFree(path);
      const isEvent = eventIdSchema.safeParse(subject).success;
      const claim = isEvent ? undefined : readContactClaim(subject, config.controller.country);
      if (!isEvent && !claim) {
        print(`That is neither an event id nor one of these: ${CONTACT_FORMS}.`);
        return false;
      }
      // in one transaction: as of one instant, and no proof leaves unrecorded
      const evidence = await store.transaction(async (tx) => {
        const id = claim ? (await findContactPoint(tx, claim))?.id : subject;
        const found = id === undefined ? id : await readEvidence(tx, { kind: isEvent ? 'event' : 'contact-point', id });
        if (found && !isLetGo(found))
          await recordAudit(tx, { actor: `operator:${operator}`, action: 'proof', subject: found.about.id });
        return found;
      });
      if (!evidence) {
        print(
          isEvent
            ? 'No event with that id is held.'
            : 'Nothing is held about this address or number: it was never given, its use has ended (try `archive proof`), or it has been erased. An event whose contact data was erased can still be proven by its id.',
        );
        return false;
      }
      if (isLetGo(evidence)) {
        print(
          'What was said yes to there has ended, and the live data has let go of what ended it: a proof of the yes alone would mislead. All of it lies in the archive while its time runs: archive proof, by the address or number.',
        );
        return false;
      }

      await writeDossier(store, evidence, { config, language, path });
      return true;
    },
  },
];
