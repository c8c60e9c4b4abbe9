// People who answer on their own phone, by a tablet's code or by the counter card's.
import { SECOND } from '#domain/instant.ts';
import { handOverPath, openForm } from '#server/testing/hand-over.ts';
import { postForm } from '#server/testing/link.ts';
import type { Acts } from './acts.ts';
import type { CommandTo } from './command.ts';
import { contactsOf, fail, questionIds, type Run } from './run.ts';
import type { Tablet } from './world.ts';

export async function answerOnPhone(
  { world }: Run,
  acts: Acts,
  tablet: Tablet,
  { by, ...said }: CommandTo<'phone'>,
): Promise<void> {
  const { app } = world.backEnd;
  // the card asks for e-mail alone
  const answers = by === 'card' ? { ...said, yes: [said.yes[0], false, false] as const } : said;
  const [email, phone] = contactsOf(answers);
  const form = await openForm(app, by === 'card' ? '/q/nantes' : await showCode(tablet));
  if (form.response.status === 410) return; // by a clock that has jumped since it was measured, the code is too old
  const sent = await postForm(app, form.action, {
    ...form.fields,
    ...Object.fromEntries(questionIds.map((question, i) => [`answer-${question}`, answers.yes[i] ? 'yes' : 'no'])),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  });
  if (sent.status !== 303) fail(`not taken: ${sent.status}`);
  acts.noteAnswers(acts.actAtBackEnd(form.fields.id), answers, { sale: false, callsTold: false });

  async function showCode({ device }: Tablet): Promise<string> {
    const known = await device.journal.getDevice();
    if (!known) fail('a tablet that is no device');
    const { device: id, till } = known.identity;
    const iat = Math.floor(device.platform.now() / SECOND);
    return handOverPath(world.backEnd, { id, key: known.keys }, { till, iat });
  }
}
