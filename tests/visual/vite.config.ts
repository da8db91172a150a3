import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** Serves the views on a fake host, for looking at them and for screenshots. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: { '@': resolve(import.meta.dirname, '../..') } },
  cacheDir: resolve(import.meta.dirname, '../../node_modules/.vite-visual'),
  server: { port: 5199, strictPort: true },
  oxc: { jsx: { runtime: 'automatic' } },
});
