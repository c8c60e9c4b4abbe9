// /preferences/{token}: what the person said, and a way to end it. Opened by a link proved by the mailbox, or by the
// tablet's QR code for that one answer (E1).
import type { Context, Hono } from 'hono';
import { inLanguage } from '#domain/localized.ts';
import { findStore } from '#domain/shop-config.ts';
import {
  type PreferenceRow,
  type PreferenceView,
  preferenceActions,
  renderPreferencePage,
} from '#pages/preference-page.ts';
import type { AppDeps } from '../app.ts';
import { myDataPaths, preferencesPath } from '../links.ts';
import { speakGrants } from '../spoken.ts';
import { getConfig } from '../storage/config.ts';
import { listHistory } from '../storage/history.ts';
import {
  isRunning,
  objectToAll,
  type Preferences,
  readPreferences,
  withdrawAll,
  withdrawOne,
} from '../storage/preferences.ts';
import type { GrantRow, TokenRow } from '../storage/schema.ts';
import { findToken } from '../storage/token.ts';
import {
  createPageRoutes,
  pageContext,
  pageHeaders,
  problemPage,
  sameSiteForms,
  smallForms,
  wholeLinks,
} from './page.ts';

const flashByAction = { withdraw: 'stopped-one', 'withdraw-all': 'stopped-all', object: 'objected' } as const;
const flashes = Object.values(flashByAction);

export function preferenceRoutes(deps: AppDeps): Hono {
  const { store, publicUrl, onWork } = deps;
  const path = '/preferences/:token';

  async function openLink(token: string): Promise<TokenRow | undefined> {
    const row = await findToken(store, token);
    return row?.kind === 'preferences' || row?.kind === 'answer' ? row : undefined;
  }

  async function render(context: Context, token: string) {
    const row = await openLink(token);
    const preferences = row && (await readPreferences(store, row));
    if (!row || !preferences || preferences.grants.length === 0) {
      // the tablet may not have sent it yet: what looks unknown today can be there tomorrow
      return context.html(renderPreferencePage(await pageContext(store, context.req), { state: 'on-its-way' }), 404);
    }
    const spoken = await speakGrants(store, preferences.grants);
    const page = await pageContext(store, context.req, spoken);
    if (row.expires_at <= store.now()) return context.html(renderPreferencePage(page, { state: 'expired' }), 410);
    return context.html(renderPreferencePage(page, await toView(row, preferences, context)));
  }

  async function toView(row: TokenRow, { rows, grants }: Preferences, context: Context): Promise<PreferenceView> {
    const last = grants.at(-1) as GrantRow;
    const done = context.req.query('done');
    const { timeZone, language, config } = await speakGrants(store, grants);
    const shown = {
      url: context.req.path,
      rows: await Promise.all(
        rows.map(async ({ id, grant, maskedContact }) => {
          const question = (await getConfig(store, grant.config_digest))?.questions.find(
            (q) => q.id === grant.question,
          );
          return {
            ...{ id, channel: grant.channel, contact: maskedContact, since: grant.status_at },
            status: toShownStatus(row, grant),
            detail: question ? inLanguage(question.detail, language) : '',
          };
        }),
      ),
      timeZone,
      flash: flashes.find((known) => known === done) ?? null,
    };
    if (row.contact_point !== null) {
      const history = await listHistory(store, grants, row.contact_point);
      const objection = grants.some(isRunning) ? undefined : history.find(({ kind }) => kind === 'objected-all');
      // of an address that nobody confirmed in time there is nothing left to take away
      const isHeld = rows.some(
        ({ grant, maskedContact }) => grant.contact_point === row.contact_point && maskedContact,
      );
      const myData = isHeld ? myDataPaths(context.req.param('token') ?? '') : null;
      return { state: 'mine', ...shown, history, objectedAt: objection?.at ?? null, myData };
    }
    const store_ = findStore(config, last.store)?.name ?? '';
    return { state: 'answer', ...shown, givenAt: last.captured_at, store: store_ };
  }

  return createPageRoutes(deps)
    .use(path, pageHeaders, sameSiteForms(publicUrl), smallForms(store), wholeLinks(store))
    .get(path, (context) => render(context, context.req.param('token')))
    .post(path, async (context) => {
      const token = context.req.param('token');
      const row = await openLink(token);
      if (!row || row.expires_at <= store.now()) return render(context, token);
      const form = await context.req.parseBody();
      const action = preferenceActions.find((known) => known === form.action);
      const isMeant = action !== 'object' || row.contact_point !== null;
      if (!action || !isMeant) return problemPage(store, context, 'not-found');
      await store.transaction(async (tx) => {
        if (action === 'withdraw') await withdrawOne(tx, row, String(form.row));
        if (action === 'withdraw-all') await withdrawAll(tx, row);
        if (action === 'object') await objectToAll(tx, row);
      });
      onWork();
      return context.redirect(`${preferencesPath(token)}?done=${flashByAction[action]}`, 303);
    });
}

/** Of a contact point that the link does not prove (E1), only whether its answer counts: why it ended is its owner's to know. */
function toShownStatus(row: TokenRow, grant: GrantRow): PreferenceRow['status'] {
  const isProved = row.event !== null || grant.contact_point === row.contact_point;
  return isProved || grant.status === 'given' || grant.status === 'requested' ? grant.status : 'inactive';
}
