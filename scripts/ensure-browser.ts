// Brings the browser that the end-to-end tests need.
import { bring } from './bring.ts';
import { chromiumPath } from './chromium.ts';

bring(chromiumPath, 'chromium', 'install Chromium or Chrome, and say where it is: CHROMIUM=/path/to/chrome npm test');
