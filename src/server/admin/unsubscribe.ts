// The unsubscribe link of one person, for the mails and texts that other systems send.

import { contactKindByChannel } from '#domain/contact-point.ts';
import type { Channel, ShopConfig } from '#domain/shop-config.ts';
import { CONTACT_FORMS, readContactClaim } from '../contact-claim.ts';
import { oneClickPath, unsubscribePath } from '../links.ts';
import { recordAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { createUnsubscribeToken } from '../storage/unsubscribe.ts';
import { type Command, print } from './command.ts';

export const unsubscribeCommands: readonly Command[] = [
  {
    usage: 'unsubscribe-url <contact> [purpose channel]',
    summary: 'print the link that ends one consent or all, with the headers for a mail',
    async run({ store, publicUrl, operator }, [value = '', purpose, channel]) {
      const { config } = await mustGetCurrentConfig(store);
      const claim = readContactClaim(value, config.controller.country);
      if (!claim) {
        print(`That is none of these: ${CONTACT_FORMS}.`);
        return false;
      }
      const { kind } = claim;
      const asked = listAsked(config).filter((one) => contactKindByChannel[one.channel] === kind);
      const scope = asked.find((one) => one.purpose === purpose && one.channel === channel) ?? null;
      if (purpose !== undefined && !scope) {
        print(`Not asked for such an address or number. There are:\n${asked.map(say).join('\n')}`);
        return false;
      }
      const token = await store.transaction(async (tx) => {
        const contact = await findContactPoint(tx, claim);
        if (!contact) return undefined;
        const { id } = contact;
        await recordAudit(tx, { actor: `operator:${operator}`, action: 'unsubscribe-link', subject: id });
        return createUnsubscribeToken(tx, { contactPoint: id, claim, scope });
      });
      if (token === undefined) {
        print('Nobody is known by this address or number: it was never given, or it has been erased.');
        return false;
      }
      print(publicUrl + unsubscribePath(token));
      if (kind === 'email')
        print(
          `\nList-Unsubscribe: <${publicUrl}${oneClickPath(token)}>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click`,
        );
      return true;
    },
  },
];

interface Asked {
  readonly purpose: string;
  readonly channel: Channel;
}

const listAsked = ({ questions }: ShopConfig): Asked[] =>
  questions.map(({ purpose, channel }) => ({ purpose, channel }));

const say = ({ purpose, channel }: Asked) => `  ${purpose} ${channel}`;
