// Whether this browser can be a kiosk at all, asked before anything is opened. A browser too old to read the app's code never comes this
// far: index.html speaks to it.

/** `insecure`: neither worker, keys nor lock outside HTTPS (W3C Secure Contexts). */
export function findObstacle(scope: typeof globalThis = globalThis): 'insecure' | 'old-browser' | undefined {
  if (!scope.isSecureContext) return 'insecure';
  // the youngest of what a capture and its way to the back end need
  const isCapable =
    'locks' in scope.navigator && 'CompressionStream' in scope && 'isWellFormed' in scope.String.prototype;
  return isCapable ? undefined : 'old-browser';
}
