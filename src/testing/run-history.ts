// Lives a history through the real world and the model side by side, and compares them after every step.
import { DAY, HOUR, SECOND } from '#domain/instant.ts';
import { hashSecret } from '#server/storage/device.ts';
import { PUBLIC_URL } from '#server/testing/back-end.ts';
import { confirmPathIn, press } from '#server/testing/link.ts';
import { type Command, emails, type History, phones } from './command.ts';
import { expectedOf, isTrulyStopped, type Model, type ModelAct, type ModelGrant } from './model.ts';
import { createWorld, type Tablet, type World } from './world.ts';

const questionIds = ['email-news', 'sms-events', 'phone-invitations'] as const;
const deadStatuses: readonly string[] = ['withdrawn', 'erased', 'disavowed', 'expired'];
const LINK_LIFETIME = 7 * DAY;
/** Close to the shop's limit on a request's age, the measured age depends on clocks nobody knows (C3). */
const AGE_UNSURE = 29 * DAY;

interface ModelMail {
  readonly path: string;
  readonly grants: readonly ModelGrant[];
  readonly sentAt: number;
}

export async function runHistory({ seed, commands }: History): Promise<void> {
  const world = await createWorld(seed);
  const run = createRun(world);
  for (const command of commands) {
    await world.wait(10 * SECOND);
    await run.step(command);
    await run.compare(JSON.stringify(command));
  }
  await run.heal();
  await run.compareAtTheEnd();
  for (const { device } of world.tablets) device.engine.stop();
  await world.backEnd.store.close();
}

function createRun(world: World) {
  const { backEnd, tablets, spoiled } = world;
  const model: Model = { grants: [], stops: [] };
  const mails: ModelMail[] = [];
  const lapses = new Map<ModelGrant, number>();
  const enrolledAt = world.now();
  let heardBySpoiled = enrolledAt;
  let order = 0;
  let crashes = 0;
  let statuses = new Map<string, string>();

  const fail = (what: string): never => {
    throw new Error(what);
  };

  function act(id: string, chain: string, notBefore: number | null): ModelAct {
    order += 1;
    return { id, chain, order, trueTime: world.now(), notBefore, receivedAt: undefined, isHeld: false };
  }

  function noteAnswers(
    id: string,
    chain: string,
    notBefore: number | null,
    command: Extract<Command, { do: 'answer' }>,
  ) {
    const base = act(id, chain, notBefore);
    const [email, phone] = contactsOf(command);
    questionIds.forEach((question, i) => {
      const contact = i === 0 ? email : phone;
      if (contact === undefined) return;
      if (command.yes[i])
        model.grants.push({ ...base, question, contact, isDoubleOptIn: i === 0, isConfirmed: false, isOver: false });
      else model.stops.push({ ...base, question, contact, isObjection: false });
    });
  }

  function stopAtBackEnd(contact: string) {
    const at = world.now();
    const base = { ...act(`back-end-${order}`, 'store', at), receivedAt: at };
    model.stops.push({ ...base, contact, isObjection: false, question: undefined });
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
      case 'jobs':
        return runJobs(command.isCrash);
      case 'press':
        return pressIn(command);
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
    noteAnswers(id, `tablet-${index}`, heardAt, command);
    await world.settle();
  }

  async function stopOn(index: number, command: Extract<Command, { do: 'stop' }>): Promise<void> {
    const { device, heardAt } = tabletAt(index);
    const id = device.kiosk.newId();
    const { kind } = command.contact;
    const contact = contactAt(command);
    await device.kiosk.saveStop({ id, locale: 'fr', scope: null, contact: { kind, value: contact } });
    const base = act(id, `tablet-${index}`, heardAt);
    model.stops.push({ ...base, contact, isObjection: false, question: undefined });
    await world.settle();
  }

  const breakChain = {
    spoil(event: Record<string, unknown>) {
      event.previous = 'A'.repeat(43);
    },
  };

  async function answerOnSpoiled(command: Extract<Command, { do: 'answer' }>): Promise<void> {
    const [email, phone] = contactsOf(command);
    const yes = questionIds.filter((_, i) => command.yes[i]);
    const event = await spoiled.device.answers({ email, phone, yes, ...(command.isSpoiled ? breakChain : {}) });
    spoiled.waiting.push(event);
    noteAnswers(event.line[1], 'spoiled', heardBySpoiled, command);
  }

  async function stopOnSpoiled(command: Extract<Command, { do: 'stop' }>): Promise<void> {
    const { isObjection, isSpoiled } = command;
    const contact = contactAt(command);
    const event = await spoiled.device.stop({
      kind: isObjection ? 'objection' : 'withdrawal',
      [command.contact.kind]: contact,
      ...(isSpoiled ? breakChain : {}),
    });
    spoiled.waiting.push(event);
    const base = act(event.line[1], 'spoiled', heardBySpoiled);
    model.stops.push({ ...base, contact, isObjection, question: undefined });
  }

  async function syncSpoiled(): Promise<void> {
    await spoiled.device.sync(spoiled.waiting.splice(0));
    heardBySpoiled = world.now();
  }

  async function runJobs(isCrash: boolean): Promise<void> {
    await observeArrivals();
    for (const [grant, at] of lapses)
      if (at <= world.now() && expectedOf(grant, model) === 'requested') grant.isOver = true;
    if (isCrash) backEnd.mailFates.push('crash');
    const before = world.mails.length;
    await backEnd.runJobs();
    const isCrashed = isCrash && backEnd.mailFates.splice(0).length === 0;
    if (isCrashed) crashes += 1;
    for (const [i, mail] of world.mails.slice(before).entries()) {
      const path = confirmPathIn(mail);
      const grants = await listedIn(path);
      // D4: no mail leaves for a request that is dead at that moment
      for (const grant of grants)
        if (expectedOf(grant, model) !== 'requested' && expectedOf(grant, model) !== 'unsure')
          fail(`a mail left for a dead request: ${grant.question} of ${grant.contact}`);
      mails.push({ path, grants, sentAt: world.now() });
      const isLast = before + i === world.mails.length - 1;
      if (!(isCrashed && isLast)) for (const grant of grants) lapses.set(grant, world.now() + LINK_LIFETIME);
    }
  }

  async function listedIn(path: string): Promise<ModelGrant[]> {
    const hash = hashSecret(path.slice('/confirm/'.length));
    const { answers } = await backEnd.store.sql
      .selectFrom('tokens')
      .select('answers')
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow();
    return (JSON.parse(answers) as { event: string; question: string }[]).map(
      ({ event, question }) =>
        model.grants.find((grant) => grant.id === event && grant.question === question) ??
        fail('a mail lists what nobody said'),
    );
  }

  async function pressIn(command: Extract<Command, { do: 'press' }>): Promise<void> {
    const mail = mails[command.mail % Math.max(1, mails.length)];
    if (!mail) return;
    await observeArrivals();
    const before = new Map(mail.grants.map((grant) => [grant, expectedOf(grant, model)]));
    if ([...before.values()].includes('unsure')) return;
    const isConfirmed = [...before.values()].includes('given');
    const contact = mail.grants[0]?.contact ?? '';
    if (command.action === 'withdraw-all') {
      const answer = await backEnd.app.request(PUBLIC_URL + mail.path, form('preferences'));
      const page = answer.headers.get('location') ?? '';
      const isProved = isConfirmed && world.now() < mail.sentAt + LINK_LIFETIME;
      if (page.startsWith('/preferences/') !== isProved) fail('a mailbox proves itself by a confirmation, and only so');
      if (!isProved) return;
      await press(backEnd.app, page, { action: 'withdraw-all' });
      return stopAtBackEnd(contact);
    }
    await press(backEnd.app, mail.path, { action: command.action });
    if (command.action === 'confirm') {
      if (world.now() >= mail.sentAt + LINK_LIFETIME) return;
      for (const [grant, expected] of before) if (expected === 'requested') grant.isConfirmed = true;
      return;
    }
    const pending = model.grants.filter((g) => g.contact === contact && expectedOf(g, model) === 'requested');
    if (isConfirmed) stopAtBackEnd(contact);
    for (const grant of pending) grant.isOver = true;
  }

  /** What has reached the back end since, at the true time. */
  async function observeArrivals(): Promise<void> {
    const rows = await backEnd.store.sql.selectFrom('events').select(['id', 'status']).execute();
    const statusById = new Map(rows.map((row) => [row.id, row.status]));
    for (const one of [...model.grants, ...model.stops]) {
      const status = statusById.get(one.id);
      if (one.receivedAt !== undefined || status === undefined) continue;
      one.isHeld = status === 'quarantined';
      const isRefusal = 'isObjection' in one && one.question !== undefined;
      if (!(one.isHeld && isRefusal)) one.receivedAt = world.now();
    }
  }

  async function readStatuses(): Promise<Map<string, string>> {
    const rows = await backEnd.store.sql.selectFrom('grants').select(['event', 'question', 'status']).execute();
    return new Map(rows.map((row) => [`${row.event} ${row.question}`, row.status]));
  }

  async function compare(after: string): Promise<void> {
    await observeArrivals();
    const next = await readStatuses();
    for (const [key, status] of next) {
      const earlier = statuses.get(key);
      if (earlier !== undefined && deadStatuses.includes(earlier) && !deadStatuses.includes(status))
        fail(`${key} came back by itself: ${earlier} → ${status} after ${after}`);
    }
    statuses = next;
    for (const grant of model.grants) {
      const expected = expectedOf(grant, model);
      const age = (grant.receivedAt ?? 0) - (grant.notBefore ?? 0);
      if (expected === 'unsure' || age > AGE_UNSURE) continue;
      const actual = next.get(`${grant.id} ${grant.question}`);
      const said = actual === 'given' || actual === 'requested' ? actual : 'not given';
      if (said !== expected)
        fail(`${grant.question} of ${grant.contact} is ${actual}, must be ${expected}, after ${after}`);
    }
  }

  async function heal(): Promise<void> {
    for (const tablet of tablets) tablet.network = 'up';
    for (let i = 0; i < 4; i += 1) {
      for (const { device } of tablets) await device.kiosk.syncNow();
      await syncSpoiled();
      await world.settle();
      await runJobs(false);
      await compare('healing');
      await world.wait(DAY + HOUR);
    }
    await runJobs(false);
    await compare('healing');
  }

  async function compareAtTheEnd(): Promise<void> {
    // nothing is lost, nothing is there twice
    const rows = await backEnd.store.sql.selectFrom('events').select('id').execute();
    const ids = rows.map((row) => row.id);
    if (new Set(ids).size !== ids.length) fail('an event is there twice');
    for (const one of [...model.grants, ...model.stops])
      if (one.chain !== 'store' && !ids.includes(one.id)) fail(`lost: ${one.id}`);
    for (const { device } of tablets) {
      const { waiting, toCheck } = device.kiosk.getStatus();
      if (waiting !== 0 || toCheck !== 0) fail(`a tablet still waits: ${waiting}, to check: ${toCheck}`);
    }
    for (const grant of model.grants) {
      const status = statuses.get(`${grant.id} ${grant.question}`);
      // the title of protocol D
      if (status === 'given' && isTrulyStopped(grant, model))
        fail(`${grant.question} of ${grant.contact} counts against a later no`);
      // D4: every request alive at the end has had its mail
      if (status === 'requested' && !mails.some((mail) => mail.grants.includes(grant)))
        fail(`a request without its mail: ${grant.contact}`);
    }
    // E4: a mail more than the requests only where the process was killed
    const requests = model.grants.filter((grant) => grant.isDoubleOptIn).length;
    if (mails.length > requests + crashes)
      fail(`${mails.length} mails for ${requests} requests and ${crashes} crashes`);
  }

  return { step, compare, heal, compareAtTheEnd };
}

/** The contact points that the yeses need: [e-mail, phone]. */
function contactsOf({
  yes,
  email,
  phone,
}: Extract<Command, { do: 'answer' }>): [string | undefined, string | undefined] {
  return [yes[0] ? emails[email as 0 | 1] : undefined, yes[1] || yes[2] ? phones[phone as 0 | 1] : undefined];
}

function contactAt({ contact }: Extract<Command, { do: 'stop' }>): string {
  return (contact.kind === 'email' ? emails : phones)[contact.index as 0 | 1];
}

function form(action: string): RequestInit {
  const headers = { Origin: PUBLIC_URL, 'Content-Type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', body: new URLSearchParams({ action }), headers };
}
