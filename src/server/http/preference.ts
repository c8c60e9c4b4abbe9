// /preferences/{token}: what the person said, and a way to change or end it. Opened by a link proved by the mailbox, or by the
// tablet's QR code for that one answer (E1).
import type { Context, Hono } from 'hono';
import { isRunning } from '#domain/consent-state.ts';
import { inLanguage } from '#domain/localized.ts';
import { isSilence } from '#domain/rules/rule.ts';
import { findStore } from '#domain/shop-config.ts';
import { sayFrequency } from '#i18n/frequency.ts';
import {
  type Flash,
  flashes,
  type HistoryEntry,
  type MineView,
  type PreferenceRow,
  type PreferenceView,
  preferenceActions,
  renderPreferencePage,
} from '#pages/preference-page.ts';
import type { RequestEntry } from '#pages/request-page.ts';
import { toReference } from '../answer-letter.ts';
import type { AppDeps } from '../app.ts';
import { myDataPaths, preferencesPath } from '../links.ts';
import { type Spoken, speakGrants } from '../spoken.ts';
import { getConfig, mustGetCurrentConfig } from '../storage/config.ts';
import { listHistory } from '../storage/history.ts';
import { type PreferenceLines, readPreferenceLines } from '../storage/preference-lines.ts';
import { saveChoices } from '../storage/preference-save.ts';
import {
  liftRestriction,
  objectToAll,
  type Preferences,
  readPreferences,
  readProvedContact,
  restrict,
  withdrawAll,
} from '../storage/preferences.ts';
import { listRequestsOf } from '../storage/rights-request.ts';
import type { GrantRow, RightsRequestRow, TokenRow } from '../storage/schema.ts';
import type { Tx } from '../storage/store.ts';
import { findToken } from '../storage/token.ts';
import { type ReadForm, readChoicesForm, toChoicesView, withProblems } from './choices-form.ts';
import {
  createPageRoutes,
  pageContext,
  pageHeaders,
  problemPage,
  readPosted,
  sameSiteForms,
  smallForms,
  wholeLinks,
} from './page.ts';

/** The form of choices grows with what the shop asks: each question brings what stood, its topics and its frequencies. */
const CHOICES_BYTES_LIMIT = 65_536;

/** The page stays small. */
const MOST_REQUESTS = 10;

const flashByAct = {
  'withdraw-all': 'stopped-all',
  object: 'objected',
  restrict: 'restricted',
  lift: 'lifted',
} as const;
/** What one tap does. */
const acts: Readonly<Record<keyof typeof flashByAct, (tx: Tx, row: TokenRow) => Promise<unknown>>> = {
  ...{ 'withdraw-all': withdrawAll, object: objectToAll, restrict, lift: liftRestriction },
};

export function preferenceRoutes(deps: AppDeps): Hono {
  const { store, publicUrl, onWork } = deps;
  const path = '/preferences/:token';
  const tokenOf = (context: Context) => context.req.param('token') ?? '';

  async function openLink(token: string): Promise<TokenRow | undefined> {
    const row = await findToken(store, token);
    return row?.kind === 'preferences' || row?.kind === 'answer' ? row : undefined;
  }

  async function render(context: Context, read?: ReadForm) {
    const row = await openLink(tokenOf(context));
    const preferences = row && (await readPreferences(store, row));
    if (!row || !preferences || preferences.grants.length === 0) {
      // the tablet may not have sent it yet: what looks unknown today can be there tomorrow
      return context.html(renderPreferencePage(await pageContext(store, context.req), { state: 'on-its-way' }), 404);
    }
    const spoken = await speakToday(preferences.grants);
    const page = await pageContext(store, context.req, row.event === null ? spoken : spoken.last);
    if (row.expires_at <= store.now()) return context.html(renderPreferencePage(page, { state: 'expired' }), 410);
    const view =
      row.event === null ? await toMine(row, preferences, context, read) : await toAnswer(preferences, context);
    return context.html(renderPreferencePage(page, view), read ? 422 : 200);
  }

  /** In the person's language as long as the shop speaks it, under the notice of today: a yes is given under that one. */
  async function speakToday(grants: readonly GrantRow[]) {
    const last: Spoken = await speakGrants(store, grants);
    const { config, digest } = await mustGetCurrentConfig(store);
    const language = config.languages.includes(last.language) ? last.language : (config.languages[0] ?? last.language);
    return { language, timeZone: last.timeZone, config, configDigest: digest, last };
  }

  async function toMine(
    row: TokenRow,
    { rows, grants }: Preferences,
    context: Context,
    read?: ReadForm,
  ): Promise<MineView> {
    const own = row.contact_point ?? '';
    const speech = await speakToday(grants);
    const page = await readPreferenceLines(store, row);
    const view = toChoicesView(page, speech, ({ current, listedOn }) => {
      if (!current) return null;
      const { grant } = current;
      if (listedOn !== null && grant.status === 'given') return { status: 'listed', since: listedOn };
      return { status: toShownStatus(grant, own, page.restrictedAt !== null), since: grant.status_at };
    });
    const running = page.lines.filter(({ stands }) => stands.answer === 'yes');
    const rest = page.lines.filter(({ stands }) => stands.answer === 'no');
    const history = await listHistory(store, grants, own);
    const tell = await createTeller(page, grants, speech.language);
    const objection = grants.some(isRunning) ? undefined : history.find(({ kind }) => kind === 'objected-all');
    // of an address that nobody confirmed in time there is nothing left to take away
    const isHeld = rows.some(({ grant, maskedContact }) => grant.contact_point === own && maskedContact);
    return {
      ...{ state: 'mine', url: context.req.path, timeZone: speech.timeZone, flash: read ? null : flashOf(context) },
      choices: read ? withProblems(view, page, read) : view,
      yesTo: running.filter(({ isTold }) => !isTold).map(({ channel }) => channel),
      toldOf: running.filter(({ isTold }) => isTold).map(({ channel }) => channel),
      isNoToRest: rest.length > 0 && rest.every(({ isAnswered }) => isAnswered),
      history: history.map(tell),
      ...{ objectedAt: objection?.at ?? null, restrictedAt: page.restrictedAt },
      myData: isHeld ? myDataPaths(tokenOf(context)) : null,
      requests: (await listRequestsOf(store, own)).filter(isToldApart).slice(0, MOST_REQUESTS).map(toRequestEntry),
    };
  }

  /** Says the topics of an entry as the shop names them today, else as it did when they were chosen. */
  async function createTeller({ lines }: PreferenceLines, grants: readonly GrantRow[], language: Spoken['language']) {
    const questions = lines.map(({ question, topics }) => ({ ...question, topics }));
    for (const { config_digest } of grants)
      questions.push(...((await getConfig(store, config_digest))?.questions ?? []));
    return (entry: Awaited<ReturnType<typeof listHistory>>[number]): HistoryEntry => {
      const { purpose, channels, topics = [], frequency, place = 'tablet' } = entry;
      const known = questions
        .filter((question) => question.purpose === purpose && channels.includes(question.channel))
        .flatMap((question) => question.topics);
      const label = (id: string) => {
        const topic = known.find((one) => one.id === id);
        return topic ? inLanguage(topic.label, language) : id;
      };
      return {
        ...{ at: entry.at, kind: entry.kind, channels, topics: topics.map(label), place },
        frequency: frequency ? sayFrequency(frequency, language) : '',
      };
    };
  }

  async function toAnswer({ rows, grants }: Preferences, context: Context): Promise<PreferenceView> {
    const last = grants.at(-1) as GrantRow;
    const { timeZone, language, config } = await speakGrants(store, grants);
    return {
      ...{ state: 'answer', url: context.req.path, timeZone, flash: flashOf(context) },
      rows: await Promise.all(
        rows.map(async ({ grant, maskedContact }): Promise<PreferenceRow> => {
          const question = (await getConfig(store, grant.config_digest))?.questions.find(
            (q) => q.id === grant.question,
          );
          return {
            ...{ channel: grant.channel, contact: maskedContact, since: grant.status_at },
            isTold: isSilence(grant.regime),
            // that its owner has once objected is not for whoever typed the number to know
            status: grant.status === 'unconfirmable' ? 'inactive' : grant.status,
            detail: question ? inLanguage(question.detail, language) : '',
          };
        }),
      ),
      ...{ givenAt: last.captured_at, store: findStore(config, last.store)?.name ?? '' },
    };
  }

  async function save(context: Context, posted: Readonly<Record<string, unknown>>) {
    const proved = await readProvedContact(store, tokenOf(context));
    if (!proved) return problemPage(store, context, 'not-found');
    const page = await readPreferenceLines(store, proved.token);
    const read = readChoicesForm(posted, page, await speakToday(proved.grants));
    if (!read) return problemPage(store, context, 'not-found');
    if (read.lacksNumber || read.lacksTopics.length > 0) return render(context, read);
    return done(context, await store.transaction((tx) => saveChoices(tx, proved, read.form)));
  }

  function done(context: Context, flash: Flash) {
    onWork();
    return context.redirect(`${preferencesPath(tokenOf(context))}?done=${flash}`, 303);
  }

  return createPageRoutes(deps)
    .use(path, pageHeaders, sameSiteForms(publicUrl), smallForms(store, CHOICES_BYTES_LIMIT), wholeLinks(store))
    .get(path, (context) => render(context))
    .post(path, async (context) => {
      const row = await openLink(tokenOf(context));
      if (!row || row.expires_at <= store.now()) return render(context);
      const posted = await readPosted(context, { all: true });
      const action = preferenceActions.find((known) => known === posted.action);
      // the tablet's code ends its answer and does nothing else (E1)
      const isMeant = action === 'withdraw-all' || row.contact_point !== null;
      if (!action || !isMeant) return problemPage(store, context, 'not-found');
      if (action === 'save') return save(context, posted);
      const outcome = await store.transaction((tx) => acts[action](tx, row));
      return done(context, outcome === 'too-many' ? 'lift-later' : flashByAct[action]);
    });
}

const flashOf = (context: Context): Flash | null =>
  flashes.find((known) => known === context.req.query('done')) ?? null;

/**
 * Of a contact point that the page does not prove (E1), only whether its answer counts: why it ended is its owner's to know.
 * A restriction of one's own covers it.
 */
function toShownStatus(
  { contact_point, status }: GrantRow,
  own: string,
  isRestricted: boolean,
): PreferenceRow['status'] {
  const isTold = contact_point === own || status === 'given' || status === 'requested';
  return isTold || (status === 'restricted' && isRestricted) ? status : 'inactive';
}

/** What was done at once on the page is in the history. */
const isToldApart = ({ came_by, text, outcome }: RightsRequestRow) =>
  came_by !== 'page' || text !== null || outcome === null;

const toRequestEntry = (row: RightsRequestRow): RequestEntry => ({
  ...{ kind: row.kind, reference: toReference(row), outcome: row.outcome },
  ...{ receivedOn: row.received_on, dueOn: row.due_on },
});
