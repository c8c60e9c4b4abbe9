// Lives a history through the real world and the model side by side, and compares them after every step.

import { DAY, HOUR, SECOND } from '#domain/instant.ts';
import { questionsFor } from '#domain/question-set.ts';
import type { Question } from '#domain/shop-config.ts';
import { anybody } from '#domain/visit.ts';
import { tellActivity } from './activity.ts';
import { createActs } from './acts.ts';
import { closeDay } from './close.ts';
import type { Command, CommandTo, History } from './command.ts';
import { compare, compareAtTheEnd, type Statuses } from './compare.ts';
import { importList } from './list.ts';
import { DISAVOWAL_WAIT, pressIn, runJobs } from './mailbox.ts';
import { CALLS_TOLD, type Model } from './model.ts';
import { liveNight, liveNights } from './night.ts';
import { backUp, erase, lose, release, replace, restore, retire, suppressContact, wipeTail } from './operator.ts';
import { changeOnPage } from './own-page.ts';
import { answerOnPhone } from './phone.ts';
import { channels, contactAt, contactsOf, fail, type Run } from './run.ts';
import { BACK_DATED } from './spoiled-tablet.ts';
import { createWorld, type Tablet, type World } from './world.ts';

export async function runHistory({ seed, commands }: History): Promise<void> {
  const world = await createWorld(seed);
  try {
    await live(world, commands);
  } finally {
    await world.close();
  }
}

async function live(world: World, commands: readonly Command[]): Promise<void> {
  const { run, step, syncSpoiled } = createRun(world);
  let statuses: Statuses = new Map();
  for (const command of commands) {
    await world.wait(10 * SECOND);
    await step(command);
    statuses = await compare(run, statuses, JSON.stringify(command));
  }
  for (const tablet of world.tablets) tablet.network = 'up';
  for (const { device } of world.tablets) await device.kiosk.syncNow();
  for (let i = 0; i < 2; i += 1) await syncSpoiled();
  statuses = await compare(run, statuses, 'the last exchange');
  // a day for each three mails that one address may be owed, and what an address is left alone for
  const isDenied = commands.some((command) => command.do === 'press' && command.action === 'not-me');
  for (const pause of [...Array(6).fill(DAY), ...(isDenied ? [DISAVOWAL_WAIT] : [])]) {
    await world.wait(pause + HOUR);
    await runJobs(run, false);
    statuses = await compare(run, statuses, 'healing');
  }
  await liveNight(run);
  statuses = await compare(run, statuses, 'the last night');
  await compareAtTheEnd(run, statuses);
}

function createRun(world: World) {
  const { tablets, spoiled } = world;
  const model: Model = {
    ...{ grants: [], stops: [], caps: [], restrictions: [], activities: [], forgotten: [], followed: [], archive: [] },
    unsureProofs: new Set(),
    ...{ lastNight: undefined, cutNight: undefined },
  };
  const run: Run = {
    world,
    model,
    mails: [],
    disavowals: new Map(),
    lapses: new Map(),
    backups: [],
    forgottenMails: 0,
    wiped: new Set(),
    closes: 0,
    hasLostCloses: false,
  };
  const acts = createActs(run);

  async function step(command: Command): Promise<void> {
    switch (command.do) {
      case 'answer':
        return command.tablet === 2 ? answerOnSpoiled(command) : answerOn(tabletAt(command.tablet), command);
      case 'stop':
        return command.tablet === 2 ? stopOnSpoiled(command) : stopOn(tabletAt(command.tablet), command);
      case 'phone':
        return answerOnPhone(run, acts, tabletAt(command.tablet), command);
      case 'network':
        tabletAt(command.tablet).network = command.network;
        return;
      case 'sync':
        if (command.tablet === 2) await syncSpoiled();
        else await tabletAt(command.tablet).device.kiosk.syncNow();
        return world.settle();
      case 'wait':
        return world.wait(command.milliseconds);
      case 'night':
        return liveNights(run, command);
      case 'activity':
        return tellActivity(run, command);
      case 'skew':
        return world.setSkew(tabletAt(command.tablet), command.skew);
      case 'close':
        return closeDay(run, tabletAt(command.tablet));
      case 'restart':
        await world.restart(tabletAt(command.tablet));
        return world.settle();
      case 'retire':
        return retire(run, tabletAt(command.tablet));
      case 'replace':
        return replace(run, tabletAt(command.tablet));
      case 'wipe-tail':
        return wipeTail(run, tabletAt(command.tablet));
      case 'fork':
        return fork();
      case 'lose':
        return lose(run);
      case 'release':
        return release(run, command.held);
      case 'erase':
        acts.noteAtBackEnd(contactAt(command.contact), 'erasure');
        return erase(run, command.contact);
      case 'import':
        return importList(run, acts, command);
      case 'suppress':
        acts.noteAtBackEnd(contactAt(command.contact), 'withdrawal');
        return suppressContact(run, command.contact);
      case 'backup':
        return backUp(run);
      case 'restore':
        return restore(run, command.keys);
      case 'jobs':
        return runJobs(run, command.isCrash);
      case 'press':
        return pressIn(run, command, (contact) => acts.noteAtBackEnd(contact, 'withdrawal'));
      case 'choose':
        return changeOnPage(run, acts, command);
    }
  }

  const tabletAt = (index: number): Tablet => tablets[index as 0 | 1];

  async function answerOn(tablet: Tablet, command: CommandTo<'answer'>): Promise<void> {
    const { device, chain } = tablet;
    const id = device.kiosk.newId();
    const [email, phone] = contactsOf(command);
    const visit = { ...anybody, afterSale: command.sale };
    const asked = questionsFor(world.config, visit, device.kiosk.today());
    const result = await device.kiosk.saveAnswers({
      ...{ id, locale: 'fr', visit },
      answers: asked.map((question) => ({ question: question.id, answer: isYes(question, command) ? 'yes' : 'no' })),
      contacts: [
        ...(email === undefined ? [] : [{ kind: 'email' as const, value: email }]),
        ...(phone === undefined ? [] : [{ kind: 'phone' as const, value: phone }]),
        ...(command.letters === undefined ? [] : [{ kind: 'postal' as const, value: addressAt(command.letters) }]),
      ],
    });
    if (result.outcome !== 'saved') fail(`not saved: ${result.code}`);
    const callsTold = asked.some((question) => question.id === CALLS_TOLD);
    tablet.till.taken += 1;
    if (!command.yes.includes(true) && command.letters === undefined) tablet.till.refused += 1;
    acts.noteAnswers(acts.act(id, chain, takenOn(tablet)), command, {
      ...{ sale: command.sale, callsTold, letters: command.letters },
    });
    await world.settle();
  }

  async function stopOn(tablet: Tablet, command: CommandTo<'stop'>): Promise<void> {
    const { device, chain } = tablet;
    const id = device.kiosk.newId();
    const contact = { kind: command.contact.kind, value: contactAt(command.contact) };
    const result = await device.kiosk.saveStop({ id, locale: 'fr', scope: scopeOf(command), contact });
    if (result.outcome !== 'saved') fail(`not saved: ${result.code}`);
    tablet.till.stops += 1;
    acts.noteStop(acts.act(id, chain, takenOn(tablet)), command, 'withdrawal');
    await world.settle();
  }

  async function answerOnSpoiled(command: CommandTo<'answer'>): Promise<void> {
    const [email, phone] = contactsOf(command);
    const event = await spoiled.device.answers({
      ...{ email, phone, config: world.config, visit: { afterSale: command.sale } },
      yes: world.config.questions.filter((question) => isYes(question, command)).map(({ id }) => id),
      capturedAt: world.now() - (command.spoil === 'old' ? BACK_DATED : 0),
      ...(await spoiled.spoiling(command.spoil)),
    });
    const isUnreadable = await spoiled.add(event, command.spoil);
    const act = acts.spoiledAct(event.line[1], command.spoil, isUnreadable);
    acts.noteAnswers(act, command, { sale: command.sale, callsTold: true });
  }

  async function stopOnSpoiled(command: CommandTo<'stop'>): Promise<void> {
    const kind = command.isObjection ? 'objection' : 'withdrawal';
    const event = await spoiled.device.stop({
      ...{ kind, scope: scopeOf(command), [command.contact.kind]: contactAt(command.contact) },
      ...(await spoiled.spoiling(command.spoil)),
    });
    const isUnreadable = await spoiled.add(event, command.spoil);
    acts.noteStop(acts.spoiledAct(event.line[1], command.spoil, isUnreadable), command, kind);
  }

  async function syncSpoiled(): Promise<void> {
    const nowReadable = await spoiled.sync();
    for (const act of [...run.model.grants, ...run.model.stops])
      if (nowReadable.includes(act.id)) act.isUnreadable = false;
  }

  async function fork(): Promise<void> {
    for (let i = 0; i < 2; i += 1) await syncSpoiled();
    if (spoiled.device.head.seq > 0) spoiled.restoreProfile();
  }

  return { run, step, syncSpoiled };
}

const addressAt = (index: number) => contactAt({ kind: 'postal', index });

const takenOn = ({ device, heardAt }: Tablet) => ({ notBefore: heardAt, claimedAt: device.platform.now() });

/** By channel: of calls, the one answer is given to both that a shop asks. */
function isYes({ channel }: Question, { yes, letters }: CommandTo<'answer'>): boolean {
  if (channel === 'post') return letters !== undefined;
  return yes[channels.indexOf(channel)] === true;
}

function scopeOf({ question }: CommandTo<'stop'>) {
  const channel = channels[question ?? -1];
  return channel === undefined ? null : { purpose: 'marketing', channel };
}
