// Whether one person may be contacted, in words, with the rule and its source.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type ContactKind, contactKindByChannel } from '#domain/contact-point.ts';
import type { Reason } from '#domain/may-contact.ts';
import type { Condition } from '#domain/rules/rule.ts';
import { channels } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { readContactClaim } from '../contact-claim.ts';
import { recordAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { decideUse, type UseDecision, type UseRequest } from '../storage/may-contact.ts';
import { type Command, print } from './command.ts';

const options = { purpose: { type: 'string', default: 'marketing' }, date: { type: 'string' } } as const;

export const mayContactCommands: readonly Command[] = [
  {
    usage: 'may-contact <contact> <channel> [--purpose= --date=]',
    summary: 'say whether one person may be written to, texted, called or sent a letter, and why; also on a past day',
    async run({ store, operator }, args) {
      const { config } = await mustGetCurrentConfig(store);
      const asked = readAsked(args, config.controller.country);
      if (!asked) {
        print(
          'For example: may-contact 0612345678 sms, or may-contact someone@example.com email --purpose=marketing --date=2026-08-10',
        );
        return false;
      }
      const kind = contactKindByChannel[asked.channel];
      if (asked.claim.kind !== kind) {
        print(`By ${asked.channel} one needs ${nameOfKind[kind]}: that is ${nameOfKind[asked.claim.kind]}.`);
        return false;
      }
      const decision = await store.transaction(async (tx) => {
        const decided = await decideUse(tx, asked, { config, now: tx.clock });
        const subject = decided.contactPoint;
        if (subject) await recordAudit(tx, { actor: `operator:${operator}`, action: 'may-contact', subject });
        return decided;
      });
      print(toWords(decision, asked));
      return true;
    },
  },
];

const positionalSchema = z.tuple([z.string(), z.enum(channels)]);

/** Undefined when anything of it is not understood. */
function readAsked(
  args: readonly string[],
  country: string,
): (UseRequest & { readonly claim: ContactClaim }) | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [typed, channel] = positionalSchema.parse(positionals);
    const claim = readContactClaim(typed, country);
    const day = z.iso.date().optional().parse(values.date);
    return claim && { claim, channel, purpose: values.purpose, day };
  } catch {
    return undefined;
  }
}

function toWords(decision: UseDecision, { channel, purpose }: UseRequest): string {
  const { answer, reason, day, ruling, forbiddenOn, clock, choices, events } = decision;
  const { rule, isFallback, ruleSetVersion } = ruling;
  const often = choices && `at most ${choices.frequency.max} a ${choices.frequency.per}`;
  const lines: [string, string | null | undefined][] = [
    ['about', choices && `${choices.topics.join(', ')}; ${often}`],
    ['rule', `${rule.id}: ${rule.regime}${isFallback ? ', by EU law' : ''} (rules of ${ruleSetVersion})`],
    ...rule.sources.map(({ text, url }): [string, string] => ['source', `${text}, ${url}`]),
    ['forbids', forbiddenOn && `an answer that may have been given, or is used, on ${forbiddenOn}`],
    [
      'keep to',
      answer === 'yes' && rule.conditions.length > 0 ? rule.conditions.map((c) => words[c]).join('; ') : null,
    ],
    ['limit', answer === 'yes' && rule.atMost ? `${rule.atMost.times} in ${rule.atMost.days} days` : null],
    ...events.map(({ event, type }): [string, string] => ['proof', `${type} ${event}`]),
    ['in touch', clock && new Date(clock.lastContactAt).toISOString()],
    ['ends on', clock?.endsOn],
    ['doubt', rule.doubt],
  ];
  const title = `${answer === 'yes' ? 'Yes' : 'No'}, on ${day}, by ${channel} for ${purpose}: ${becauseOf[reason]}.`;
  const shown = lines.flatMap(([name, text]) => (text ? [`  ${name.padEnd(10)}${text}`] : []));
  return [title, ...shown].join('\n');
}

const becauseOf: Readonly<Record<Reason, string>> = {
  given: 'their answer allows it',
  'use-ended': 'their answer allowed it, but they have not been in touch for too long',
  forbidden: 'the law does not take an answer that was asked for in that way',
  restricted: 'their data is frozen at their request (GDPR 18)',
  requested: 'they have said yes, but the address is not confirmed',
  unconfirmable:
    'after an objection, or on the word of staff, a yes needs a confirmation that there is none of for this channel',
  unproven: 'a list says so, with less than what proves it: they have not answered since',
  expired: 'nobody has confirmed it in time',
  withdrawn: 'they have taken it back, or are on the suppression list',
  refused: 'they have said no',
  objected: 'they have objected',
  disavowed: 'whose address it is says that it was not them',
  erased: 'they had their data erased',
  'not-asked': 'they have not said yes to it',
  unknown: 'nothing is held about them',
};

const nameOfKind: Readonly<Record<ContactKind, string>> = {
  ...{ email: 'an e-mail address', phone: 'a telephone number', postal: 'a postal address' },
};

const words: Readonly<Record<Condition, string>> = {
  'real-sale': 'after a real sale',
  'own-similar-products': 'about the shop’s own products, like those bought',
  'told-at-collection': 'only who was told when the address was taken',
  'objection-in-each-message': 'a way out in each message',
  'sender-named-in-each-message': 'the sender’s name in each message',
  'proof-by-the-trader': 'the shop proves the consent',
  'told-that-calls-need-consent': 'only who was told that calls need consent',
  'object-of-the-running-contract': 'about the object of the running contract',
  'bloctel-checked': 'not who is on the Bloctel list',
  'call-days-and-hours': 'within the lawful days and hours',
  'about-their-job': 'about their job',
  'partner-named': 'only the partner that was named',
  'exemptions-apply': 'unless an exemption applies',
  'own-act-of-joining': 'only who has joined by an act of their own',
};
