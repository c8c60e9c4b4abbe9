// Ends a server without cutting off who is being answered.
import type { ServerType } from '@hono/node-server';

/**
 * Lets the requests under way be answered; a connection that is only kept alive is not waited for, and none for ever.
 * @param grace milliseconds after which what is still open is cut
 */
export async function closeServer(server: ServerType, grace: number): Promise<void> {
  const sweep = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 50);
  const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), grace);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(sweep);
  clearTimeout(cut);
}
