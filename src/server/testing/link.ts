// Follows the links of a mail, and presses buttons, as a phone does.
import type { Hono } from 'hono';
import type { Mail } from '../mailer/mailer.ts';
import { PUBLIC_URL, type TestBackEnd } from './back-end.ts';

/** The path of the mail's confirmation link. */
export const confirmPathIn = (mail: Pick<Mail, 'text'> | undefined) =>
  pathIn(mail, /https:\/\/[^\s/]+(\/confirm\/[\w-]+)/);

/** The path of the mail's link to the preference page. */
export const preferencesPathIn = (mail: Mail | undefined) => pathIn(mail, /https:\/\/[^\s/]+(\/preferences\/[\w-]+)/);

function pathIn(mail: Pick<Mail, 'text'> | undefined, link: RegExp): string {
  const path = link.exec(mail?.text ?? '')?.[1];
  if (!path) throw new Error('no such link in the mail');
  return path;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Posts a form, as a page under `origin` would. */
export async function postForm(app: Hono, path: string, fields: Fields, origin = PUBLIC_URL): Promise<Response> {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return app.request(PUBLIC_URL + path, {
    method: 'POST',
    body: new URLSearchParams(pairs as string[][]),
    headers: { Origin: origin },
  });
}

/** Presses a button of a page, and follows the redirect. */
export async function press(app: Hono, path: string, fields: Fields): Promise<Response> {
  const response = await postForm(app, path, fields);
  const next = response.headers.get('location');
  return response.status === 303 && next ? app.request(PUBLIC_URL + next) : response;
}

/** Confirms by the newest mail, and returns the path of the person's own page. */
export async function openOwnPage({ app, mails }: TestBackEnd): Promise<string> {
  const path = confirmPathIn(mails.at(-1));
  await press(app, path, { action: 'confirm' });
  const response = await postForm(app, path, { action: 'preferences' });
  return response.headers.get('location') ?? '';
}

/** What the form of the preference page would post as it stands: hidden fields, and what is checked. */
export async function readForm(page: Response): Promise<Record<string, string[]>> {
  const [form = ''] = /<form id="choices"[\s\S]*?<\/form>/.exec(await page.text()) ?? [];
  const fields: Record<string, string[]> = { action: ['save'] };
  for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
    const read = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
    const isChosen = read('type') === 'hidden' || read('type') === 'tel' || tag.includes(' checked');
    if (isChosen) fields[read('name')] = [...(fields[read('name')] ?? []), read('value')];
  }
  return fields;
}
