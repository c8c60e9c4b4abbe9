// The shop brings lists of people who are said to have consented elsewhere. Of what it is told, the back end takes in what could count.
import type { Stated } from '#domain/imported.ts';
import { findStore } from '#domain/shop-config.ts';
import { mustGetCurrentConfig } from '#server/storage/config.ts';
import { type Fate, importRow } from '#server/storage/imported.ts';
import { type Acts, LISTED_ON } from './acts.ts';
import type { CommandTo } from './command.ts';
import { expectedOf } from './model.ts';
import { channels, contactsOf, fail, questionIds, type Run } from './run.ts';

const stated: Stated = {
  ...{ askedOn: LISTED_ON, means: 'web', text: 'Recevez nos nouveautés.', source: 'boutique en ligne' },
  ...{ regime: 'opt-in', purchasedOn: null, audience: 'consumer' },
};

export async function importList({ world, model }: Run, acts: Acts, command: CommandTo<'import'>): Promise<void> {
  const { store } = world.backEnd;
  const { config, digest: configDigest } = await mustGetCurrentConfig(store);
  const place = findStore(config, 'nantes');
  const asked = channels.filter((_, i) => command.yes[i]);
  if (!place || asked.length === 0) return;
  const [email, phone] = contactsOf(command);
  const contacts = [
    ...(email === undefined ? [] : [{ kind: 'email' as const, value: email }]),
    ...(phone === undefined ? [] : [{ kind: 'phone' as const, value: phone }]),
  ];
  const row = { contacts, channels: asked, purpose: 'marketing', stated, locale: 'fr' as const, store: place };
  const planned = await store.transaction((tx) => importRow(tx, row, { list: 'crm', config, configDigest }));
  const imported = store.sql.selectFrom('events').select('id').where('type', '=', 'imported');
  const newest = await imported.orderBy('received_at', 'desc').limit(1).executeTakeFirst();
  const grantsOf = (fates: readonly Fate[], name: string) =>
    acts.listImported(
      name,
      command,
      questionIds.filter((question) => planned.some((one) => one.question.id === question && fates.includes(one.fate))),
    );
  // D1: what is left out could not have counted
  const leftOut = grantsOf(['ended', 'proven'], 'left out');
  const all = { ...model, grants: [...model.grants, ...leftOut] };
  for (const grant of leftOut) {
    const isLeftOut = planned.some((one) => one.question.id === grant.question && one.fate === 'ended');
    if (isLeftOut && expectedOf(grant, all) === 'given') fail(`${grant.question} of ${grant.contact} was left out`);
  }
  model.grants.push(...grantsOf(['proven'], newest?.id ?? 'none'));
}
