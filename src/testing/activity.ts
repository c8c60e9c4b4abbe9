// Another system of the shop tells of a purchase or a click.
import { ACTIVITY_PATH } from '#protocol/use.ts';
import { PUBLIC_URL } from '#server/testing/back-end.ts';
import type { CommandTo } from './command.ts';
import { noteActivity } from './model-activity.ts';
import { contactAt, fail, observeArrivals, type Run } from './run.ts';

export async function tellActivity(run: Run, command: CommandTo<'activity'>): Promise<void> {
  const { world, model } = run;
  await observeArrivals(run);
  const contact = contactAt(command.contact);
  const at = world.now() + command.ahead;
  const told = { contact, kind: command.ahead === 0 ? 'click' : 'purchase', at: new Date(at).toISOString() };
  const response = await world.backEnd.app.request(PUBLIC_URL + ACTIVITY_PATH, {
    method: 'POST',
    headers: { Authorization: `Bearer ${world.apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ activities: command.isTwice ? [told, told] : [told] }),
  });
  if (response.status !== 200) fail(`an activity was answered with ${response.status}`);
  noteActivity(model, { contact, at, now: world.now() });
}
