// A person who scans a code, as tests play them.
import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { SECOND } from '#domain/instant.ts';
import { type HandOver, signHandOver } from '#protocol/hand-over.ts';
import { PUBLIC_URL, type TestBackEnd } from './back-end.ts';
import type { TestDevice } from './device.ts';
import { type Fields, postForm } from './link.ts';

/** The path that a tablet's code leads to. */
export async function handOverPath(
  backEnd: Pick<TestBackEnd, 'clock' | 'configDigest'>,
  device: Pick<TestDevice, 'id' | 'key'>,
  change: Partial<HandOver> = {},
): Promise<string> {
  const claims: HandOver = {
    ...{ iss: device.id, iat: Math.floor(backEnd.clock.now / SECOND), jti: randomBytes(16).toString('base64url') },
    ...{ store: 'nantes', till: 'caisse-1', config: backEnd.configDigest, locale: 'fr' },
    ...change,
  };
  return `/q/${await signHandOver(claims, device.key)}`;
}

/** The form as the page gives it. */
export async function openForm(app: Hono, path: string) {
  const response = await app.request(PUBLIC_URL + path);
  const html = await response.text();
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const action = /<form method="post" action="([^"]*)"/.exec(html)?.[1] ?? path;
  return { response, html, action, fields: { id: hidden('id'), secret: hidden('secret') } };
}

/** Opens the page and answers its form. */
export async function answerOnPhone(app: Hono, path: string, fields: Fields): Promise<Response> {
  const form = await openForm(app, path);
  return postForm(app, form.action, { ...form.fields, ...fields });
}
