// Lives a history through the real world and the model side by side, and compares them after every step.
import { DAY, HOUR, SECOND } from '#domain/instant.ts';
import { eraseSubject } from '#server/storage/erasure.ts';
import type { Command, History } from './command.ts';
import { compare, compareAtTheEnd, type Statuses } from './compare.ts';
import { pressIn, runJobs } from './mailbox.ts';
import type { ModelAct, ModelStop } from './model.ts';
import { channels, contactAt, contactsOf, fail, questionIds, type Run } from './run.ts';
import { createWorld, type Tablet, type World } from './world.ts';

export async function runHistory({ seed, commands }: History): Promise<void> {
  const world = await createWorld(seed);
  const { run, step, syncSpoiled } = createRun(world);
  let statuses: Statuses = new Map();
  for (const command of commands) {
    await world.wait(10 * SECOND);
    await step(command);
    statuses = await compare(run, statuses, JSON.stringify(command));
  }
  for (const tablet of world.tablets) tablet.network = 'up';
  for (const { device } of world.tablets) await device.kiosk.syncNow();
  await syncSpoiled();
  // a day for each three mails that one address may be owed
  for (let i = 0; i < 4; i += 1) {
    await world.wait(DAY + HOUR);
    await runJobs(run, false);
    statuses = await compare(run, statuses, 'healing');
  }
  await compareAtTheEnd(run, statuses);
  for (const { device } of world.tablets) device.engine.stop();
  await world.backEnd.store.close();
}

function createRun(world: World) {
  const { backEnd, tablets, spoiled } = world;
  const run: Run = { world, model: { grants: [], stops: [] }, mails: [], lapses: new Map(), crashes: 0 };
  const enrolledAt = world.now();
  let heardBySpoiled = enrolledAt;
  let isForked = false;
  let order = 0;

  function act(id: string, chain: string, notBefore: number | null): ModelAct {
    order += 1;
    return { id, chain, order, trueTime: world.now(), notBefore, receivedAt: undefined, isHeld: false };
  }

  /** By the spoiled tablet. */
  function spoiledAct(id: string, isBorrowing = false): ModelAct {
    return act(id, isForked ? `fork ${id}` : 'spoiled', isBorrowing ? null : heardBySpoiled);
  }

  function noteAnswers(base: ModelAct, command: Extract<Command, { do: 'answer' }>): void {
    const [email, phone] = contactsOf(command);
    questionIds.forEach((question, i) => {
      const contact = i === 0 ? email : phone;
      if (contact === undefined) return;
      if (command.yes[i])
        run.model.grants.push({
          ...base,
          ...{ question, contact, isDoubleOptIn: i === 0, isConfirmed: false, isOver: false },
        });
      else run.model.stops.push({ ...base, question, contact, kind: 'refusal' });
    });
  }

  function noteStop(base: ModelAct, command: Extract<Command, { do: 'stop' }>, kind: ModelStop['kind']): void {
    const question = command.question === null ? undefined : questionIds[command.question];
    run.model.stops.push({ ...base, contact: contactAt(command.contact), kind, question });
  }

  function noteAtBackEnd(contact: string, kind: ModelStop['kind']): void {
    const at = world.now();
    const base = { ...act(`back-end-${order}`, 'store', at), receivedAt: at };
    run.model.stops.push({ ...base, contact, kind, question: undefined });
  }

  async function step(command: Command): Promise<void> {
    switch (command.do) {
      case 'answer':
        return command.tablet === 2 ? answerOnSpoiled(command) : answerOn(command.tablet, command);
      case 'stop':
        return command.tablet === 2 ? stopOnSpoiled(command) : stopOn(command.tablet, command);
      case 'network':
        tabletAt(command.tablet).network = command.network;
        return;
      case 'sync':
        if (command.tablet === 2) await syncSpoiled();
        else await tabletAt(command.tablet).device.kiosk.syncNow();
        return world.settle();
      case 'wait':
        return world.wait(command.milliseconds);
      case 'skew':
        return world.setSkew(tabletAt(command.tablet), command.skew);
      case 'restart':
        await world.restart(tabletAt(command.tablet));
        return world.settle();
      case 'fork':
        return fork();
      case 'erase':
        return erase(command);
      case 'jobs':
        return runJobs(run, command.isCrash);
      case 'press':
        return pressIn(run, command, (contact) => noteAtBackEnd(contact, 'withdrawal'));
    }
  }

  const tabletAt = (index: number): Tablet => tablets[index as 0 | 1];

  async function answerOn(index: number, command: Extract<Command, { do: 'answer' }>): Promise<void> {
    const { device, heardAt } = tabletAt(index);
    const id = device.kiosk.newId();
    const [email, phone] = contactsOf(command);
    const result = await device.kiosk.saveAnswers({
      id,
      locale: 'fr',
      answers: questionIds.map((question, i) => ({ question, answer: command.yes[i] ? 'yes' : 'no' })),
      contacts: [
        ...(email === undefined ? [] : [{ kind: 'email' as const, value: email }]),
        ...(phone === undefined ? [] : [{ kind: 'phone' as const, value: phone }]),
      ],
    });
    if (result.outcome !== 'saved') fail(`not saved: ${result.code}`);
    noteAnswers(act(id, `tablet-${index}`, heardAt), command);
    await world.settle();
  }

  async function stopOn(index: number, command: Extract<Command, { do: 'stop' }>): Promise<void> {
    const { device, heardAt } = tabletAt(index);
    const id = device.kiosk.newId();
    const contact = { kind: command.contact.kind, value: contactAt(command.contact) };
    const result = await device.kiosk.saveStop({ id, locale: 'fr', scope: scopeOf(command), contact });
    if (result.outcome !== 'saved') fail(`not saved: ${result.code}`);
    noteStop(act(id, `tablet-${index}`, heardAt), command, 'withdrawal');
    await world.settle();
  }

  async function answerOnSpoiled(command: Extract<Command, { do: 'answer' }>): Promise<void> {
    const [email, phone] = contactsOf(command);
    const yes = questionIds.filter((_, i) => command.yes[i]);
    const word = await spoiled.wordToOthers();
    const spoil = (event: Record<string, unknown>) => {
      if (command.spoil === 'chain') breakChain(event);
      if (command.spoil === 'word') event.lastAcknowledgement = word;
    };
    const event = await spoiled.device.answers({ email, phone, yes, spoil });
    spoiled.waiting.push(event);
    noteAnswers(spoiledAct(event.line[1], command.spoil === 'word'), command);
  }

  async function stopOnSpoiled(command: Extract<Command, { do: 'stop' }>): Promise<void> {
    const kind = command.isObjection ? 'objection' : 'withdrawal';
    const event = await spoiled.device.stop({
      kind,
      scope: scopeOf(command),
      [command.contact.kind]: contactAt(command.contact),
      ...(command.isSpoiled ? { spoil: breakChain } : {}),
    });
    spoiled.waiting.push(event);
    noteStop(spoiledAct(event.line[1]), command, kind);
  }

  async function syncSpoiled(): Promise<void> {
    await spoiled.device.sync(spoiled.waiting.splice(0));
    heardBySpoiled = world.now();
  }

  async function fork(): Promise<void> {
    await syncSpoiled();
    if (spoiled.device.head.seq === 0) return;
    spoiled.restoreProfile();
    isForked = true;
    heardBySpoiled = enrolledAt;
  }

  async function erase({ contact }: Extract<Command, { do: 'erase' }>): Promise<void> {
    const value = contactAt(contact);
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: contact.kind, value }));
    noteAtBackEnd(value, 'erasure');
    for (const mail of run.mails) if (mail.contact === value) mail.isDead = true;
  }

  return { run, step, syncSpoiled };
}

function breakChain(event: Record<string, unknown>): void {
  event.previous = 'A'.repeat(43);
}

function scopeOf({ question }: Extract<Command, { do: 'stop' }>) {
  const channel = channels[question ?? -1];
  return channel === undefined ? null : { purpose: 'marketing', channel };
}
