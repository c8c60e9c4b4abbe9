// The service worker: keeps the app's files, so that the kiosk starts without a network. It answers for /kiosk/ and for
// nothing else, never for /api, and it caches nothing at run time. Answers are kept by the journal, not here.
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | PrecacheEntry)[] };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

registerRoute(new NavigationRoute(createHandlerBoundToURL('/kiosk/index.html'), { allowlist: [/^\/kiosk\//] }));

// A new version waits until the page says that nobody is in the middle of an answer.
self.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The page of the very first visit is taken in too: no worker waits behind a page that none controls, so a new version
// would start without it, and the page would go on with the old one.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
