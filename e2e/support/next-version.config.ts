// The build of a later version: the same sources, another version number, a directory of its own.
import { defineConfig, mergeConfig } from 'vite';
import config from '../../vite.config.ts';

export default defineConfig(mergeConfig(config, { define: { __APP_VERSION__: '"99.0.0"' } }));
