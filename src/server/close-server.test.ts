import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { closeServer } from './close-server.ts';

const app = new Hono()
  .onError((_, context) => context.text('cut off', 500))
  .post('/', async (context) => context.text(await context.req.text()));

async function startWithOpenBody() {
  const server: ServerType = serve({ fetch: app.fetch, port: 0, hostname: 'localhost' });
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, 'localhost');
  client.on('error', () => {});
  const requested = once(server, 'request');
  client.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\na');
  await requested;
  return { server, client };
}

it('answers the request under way before it ends', async () => {
  const { server, client } = await startWithOpenBody();
  const closed = closeServer(server, 60_000);
  client.write('b');
  const [answer] = (await once(client, 'data')) as [Buffer];
  expect(String(answer)).toContain('200 OK');
  await closed;
});

it('cuts a request that never ends', async () => {
  const { server, client } = await startWithOpenBody();
  const cut = once(client, 'close');
  await closeServer(server, 50);
  await cut;
  expect(server.listening).toBe(false);
});
