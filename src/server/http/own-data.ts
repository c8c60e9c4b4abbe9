// What a person takes away by the link that proved their mailbox: receipt and data. Opening and downloading change nothing,
// and are in no audit log (E3).
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { type Choices, isMore, mergeChoices } from '#domain/choices.ts';
import { isRunning } from '#domain/consent-state.ts';
import { rightsWordsByLanguage } from '#i18n/pages/rights-words.ts';
import { type ReceiptView, renderReceiptPage } from '#pages/receipt-page.ts';
import type { AppDeps } from '../app.ts';
import { myDataPaths, preferencesPath } from '../links.ts';
import { makeOwnData, makeOwnDossier, toCopyText } from '../own-copy.ts';
import { OWN_DATA_SCHEMA_PATH, ownDataSchema } from '../proof/own-data.ts';
import { toConsentReceipts } from '../proof/record.ts';
import { speakGrant, speakGrants } from '../spoken.ts';
import { readChoicesLeft } from '../storage/acts.ts';
import { findStated } from '../storage/imported.ts';
import { type ProvedContact, readPreferences, readProvedContact } from '../storage/preferences.ts';
import { createPageRoutes, pageContext, pageHeaders, wholeLinks } from './page.ts';

export function ownDataRoutes(deps: AppDeps): Hono {
  const { store } = deps;
  const { data, receipt, record } = myDataPaths(':token');

  /** To the preference page, which says what has become of the link. */
  const back = (context: Context) => context.redirect(preferencesPath(context.req.param('token') ?? ''));

  async function toReceipt(proved: ProvedContact, token: string): Promise<ReceiptView> {
    const { timeZone, language } = await speakGrants(store, proved.grants);
    const { rows } = await readPreferences(store, proved.token);
    const own = rows.filter(({ grant }) => grant.contact_point === proved.contactPoint.id);
    const left = await readChoicesLeft(store, proved.grants);
    const told = own.flatMap(({ grant }) => {
      const same = left.filter((one) => one.purpose === grant.purpose && one.channel === grant.channel);
      // what a list has said of them without proof is no yes of theirs
      if (grant.status === 'unproven') return [];
      return isRunning(grant) ? listCovering(same.filter(isRunning).toReversed()) : [grant];
    });
    return {
      contact: own[0]?.maskedContact ?? '',
      lines: await Promise.all(
        told.map(async (grant) => ({
          ...{ answer: await speakGrant(store, grant, language), status: grant.status },
          ...{ since: grant.status_at, reference: grant.event },
          listedOn: (await findStated(store, grant.event))?.askedOn ?? null,
        })),
      ),
      ...{ madeAt: store.now(), timeZone, recordUrl: myDataPaths(token).record, backUrl: preferencesPath(token) },
    };
  }

  return createPageRoutes(deps)
    .use(data, pageHeaders, wholeLinks(store))
    .use(receipt, pageHeaders, wholeLinks(store))
    .use(record, pageHeaders, wholeLinks(store))
    .get(receipt, async (context) => {
      const token = context.req.param('token') ?? '';
      const proved = await readProvedContact(store, token);
      if (!proved) return back(context);
      const page = await pageContext(store, context.req, await speakGrants(store, proved.grants));
      return context.html(renderReceiptPage(page, await toReceipt(proved, token)));
    })
    .get(record, async (context) => {
      const proved = await readProvedContact(store, context.req.param('token') ?? '');
      const dossier = proved && (await makeOwnDossier(store, proved.contactPoint.id));
      if (!dossier) return back(context);
      const { fileName } = rightsWordsByLanguage[(await speakGrants(store, proved.grants)).language].receipt;
      return download(context, toConsentReceipts(dossier), 'application/ld+json', fileName);
    })
    .get(data, async (context) => {
      const proved = await readProvedContact(store, context.req.param('token') ?? '');
      const own = proved && (await makeOwnData(deps, proved.contactPoint));
      if (!own) return back(context);
      const { fileName } = rightsWordsByLanguage[(await speakGrants(store, proved.grants)).language].copy;
      return download(context, own, 'application/json', fileName);
    })
    .get(OWN_DATA_SCHEMA_PATH, (context) => context.json(z.toJSONSchema(ownDataSchema)));
}

/** Of one purpose and channel, newest first: the yeses that are to more than what the newer ones are to. */
function listCovering<G extends { readonly left: Choices }>(grants: readonly G[]): G[] {
  const covering: G[] = [];
  for (const grant of grants) {
    const [first, ...more] = covering;
    const covered = first && mergeChoices([first.left, ...more.map(({ left }) => left)]);
    if (!covered || isMore(grant.left, covered)) covering.push(grant);
  }
  return covering;
}

function download(context: Context, value: object, type: string, fileName: string): Response {
  return context.body(toCopyText(value), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${fileName}"`,
  });
}
