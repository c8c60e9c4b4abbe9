import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { browserWords } from '#i18n/kiosk/browser-words.ts';
import packageJson from './package.json' with { type: 'json' };

// The app lives under /kiosk/ and its worker's scope is /kiosk/ and no more, so that the worker never answers for
// /mailbox, /confirm, /preferences or /api in the same browser.
const base = '/kiosk/';

export default defineConfig({
  base,
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  plugins: [
    react(),
    { name: 'unopened', transformIndexHtml: (html) => html.replace('<!-- unopened -->', sayUnopened()) },
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/kiosk/sw',
      filename: 'worker.ts',
      scope: base,
      // the bridge registers it, so that an update waits for the welcome screen
      injectRegister: false,
      registerType: 'prompt',
      injectManifest: {
        rollupFormat: 'iife', // a classic script, as which it is registered
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest}'],
      },
      manifest: {
        id: base,
        name: 'Consent kiosk',
        short_name: 'Kiosk',
        description: 'May we write, text or call you? Answers at the shop counter, also without a network.',
        start_url: base,
        scope: base,
        display: 'fullscreen',
        display_override: ['fullscreen', 'standalone'],
        background_color: '#0b4f4a',
        theme_color: '#0b4f4a',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  server: { proxy: { '/api': 'http://localhost:4173' } },
  build: {
    manifest: true,
    // docs/operations.md names them to the shop, and decision 033 says why these
    target: ['safari16.4', 'chrome111', 'firefox121'],
    sourcemap: true,
    // kB; the largest chunk is one word list of the passphrase meter, fetched only where a passphrase is chosen
    chunkSizeWarningLimit: 1300,
  },
});

/** What stands there until the app does. */
function sayUnopened(): string {
  const lines = Object.entries(browserWords).map(
    ([language, { nothingYet, update }]) => `<p lang="${language}">${nothingYet} ${update}</p>`,
  );
  return `<div class="unopened">${lines.join('')}</div>`;
}
