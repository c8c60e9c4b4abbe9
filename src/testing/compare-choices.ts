// Holds what the back end says is left of each yes against what the model says.
import { isRunning } from '#domain/consent-state.ts';
import { readChoicesLeft } from '#server/storage/acts.ts';
import { leftOf } from './model-choices.ts';
import { fail, type Run } from './run.ts';

const timesAYear = { week: 52, month: 12, year: 1 };

export async function compareChoices({ world, model }: Run, after: string): Promise<void> {
  if (model.caps.length === 0 && !model.stops.some(({ topics }) => topics)) return;
  const { store } = world.backEnd;
  const rows = (await store.sql.selectFrom('grants').selectAll().execute()).filter(isRunning);
  for (const { event, question, left } of await readChoicesLeft(store, rows)) {
    const grant = model.grants.find((one) => one.id === event && one.question === question);
    if (!grant || grant.isDamaged) continue;
    const expected = leftOf(grant, model);
    const isSure = (topic: string) => !expected.unsureTopics.includes(topic);
    const [said, must] = [left.topics.filter(isSure).sort(), expected.topics.filter(isSure).sort()];
    if (said.join() !== must.join())
      fail(`${question} of ${grant.contact} is for ${said}, must be for ${must}, after ${after}`);
    const yearly = left.frequency.max * timesAYear[left.frequency.per];
    if (expected.yearly !== undefined && yearly !== expected.yearly)
      fail(`${question} of ${grant.contact} is ${yearly} times a year, must be ${expected.yearly}, after ${after}`);
  }
}
