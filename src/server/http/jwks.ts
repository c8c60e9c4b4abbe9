// The back end's public signing keys (RFC 7517 §5): what a dossier, a ledger or an acknowledgement is checked against. Every
// key that has ever signed, the one in use first. Known by its thumbprint, which the controller publishes elsewhere, too.
import { Hono } from 'hono';
import type { AppDeps } from '../app.ts';

const JWKS_PATH = '/.well-known/jwks.json';

export function jwksRoutes({ store }: AppDeps): Hono {
  return new Hono().get(JWKS_PATH, (context) => {
    const keys = store.keys.verifying.map((key) => ({ ...key, alg: 'ES256', use: 'sig' }));
    return context.body(JSON.stringify({ keys }), 200, {
      'Content-Type': 'application/jwk-set+json',
      'Cache-Control': 'no-cache',
      'Access-Control-Allow-Origin': '*',
    });
  });
}
