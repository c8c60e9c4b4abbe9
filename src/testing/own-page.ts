// What people do on their own page, from the link of one of their mails: fewer topics, less often, a yes to all again,
// freeze and unfreeze. The model learns what they were shown and what they changed.
import { rightsWordsByLanguage } from '#i18n/pages/rights-words.ts';
import { PUBLIC_URL } from '#server/testing/back-end.ts';
import { press, readForm } from '#server/testing/link.ts';
import type { Acts } from './acts.ts';
import type { CommandTo } from './command.ts';
import { openPreferences } from './mailbox.ts';
import { asHeard, asSaid } from './model.ts';
import { isRestricted } from './model-choices.ts';
import { fail, observeArrivals, questionIds, type Run } from './run.ts';

const LINE = 'marketing.email';
const [EMAIL] = questionIds;

/** Of the sample shop's question by e-mail. */
export const allTopics = ['new-books', 'events', 'offers'];
const frequencies = { '2/month': 24, '1/month': 12, '4/year': 4 } as const;
export const ALL_OF_IT = { topics: allTopics, yearly: frequencies['2/month'] } as const;

export async function changeOnPage(run: Run, acts: Acts, command: CommandTo<'choose'>): Promise<void> {
  const { world, model, mails } = run;
  const { app } = world.backEnd;
  const mail = mails[command.mail % Math.max(1, mails.length)];
  const path = mail && (await openPreferences(run, mail));
  if (!mail || path === undefined) return;
  await observeArrivals(run);
  const { contact } = mail;
  if (command.choice === 'freeze' || command.choice === 'lift') {
    const kind = command.choice === 'freeze' ? 'restriction' : 'lifting';
    const answer = await press(app, path, { action: kind === 'lifting' ? 'lift' : 'restrict' });
    if ((await answer.text()).includes(rightsWordsByLanguage.fr.restriction.later.title)) return;
    model.restrictions.push({ ...acts.actAtBackEnd(`${kind} ${world.now()}`), contact, kind });
    return kind === 'lifting' ? renewRequests(run) : undefined;
  }

  const form = await readForm(await app.request(PUBLIC_URL + path));
  const [id = ''] = form.id ?? [];
  const shown = form[`topic:${LINE}`] ?? [];
  const isYes = form[`answer:${LINE}`]?.[0] === 'yes';
  const often = frequencies[(form[`frequency:${LINE}`]?.[0] ?? '2/month') as keyof typeof frequencies];
  const save = (change: Record<string, string | string[]>) => press(app, path, { ...form, ...change });
  switch (command.choice) {
    case 'fewer': {
      const topic = allTopics[command.topic] as string;
      if (!isYes || !shown.includes(topic)) return;
      await save({ [`topic:${LINE}`]: shown.filter((one) => one !== topic) });
      const isLast = shown.length === 1;
      model.stops.push({
        ...{ ...acts.actAtBackEnd(id), contact, kind: 'withdrawal', question: EMAIL, isAnswer: false, ...asHeard },
        ...(isLast ? {} : { topics: [topic] }),
      });
      return;
    }
    case 'less-often':
      if (!isYes || often <= frequencies['4/year']) return;
      await save({ [`frequency:${LINE}`]: '4/year' });
      model.caps.push({ ...acts.actAtBackEnd(id), contact, question: EMAIL, yearly: frequencies['4/year'] });
      return;
    case 'all-again': {
      if (isYes && shown.length === allTopics.length && often === ALL_OF_IT.yearly) return;
      const change = { [`answer:${LINE}`]: 'yes', [`topic:${LINE}`]: [...allTopics], [`frequency:${LINE}`]: '2/month' };
      const answer = await save(change);
      if (answer.status !== 200) fail(`not saved: ${answer.status}`);
      run.disavowals.delete(contact);
      model.grants.push({
        ...{ ...acts.actAtBackEnd(id), ...ALL_OF_IT, question: EMAIL, line: EMAIL, contact },
        isSilence: false,
        // the page has proved the mailbox
        ...{ isDoubleOptIn: true, ...asSaid, confirmedAt: world.now() },
      });
    }
  }
}

/** What was frozen beyond its time has a new mail (D13). */
function renewRequests(run: Run): void {
  const { world, model, lapses } = run;
  const renewed = new Set<string>();
  for (const [grant, at] of lapses) {
    if (at > world.now() || grant.lapsedAt !== undefined || isRestricted(grant.contact, model) !== 'no') continue;
    lapses.delete(grant);
    renewed.add(grant.contact);
  }
  run.forgottenMails += renewed.size;
}
