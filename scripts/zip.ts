import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { mustRun } from './lib/run';

/**
 * `npm run zip`: builds and packs a folder `deskmate/` with INSTALL.zh-CN.md, as most agents install it.
 * Prints where it is and how large.
 */
const OUT = '.output/chrome-mv3';
await mustRun('tsx', ['scripts/build.ts']);

const files: Record<string, Uint8Array> = {};
const add = (dir: string, prefix: string) => {
  for (const item of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, item.name);
    if (item.isDirectory()) add(path, `${prefix}${item.name}/`);
    else files[`${prefix}${item.name}`] = readFileSync(path);
  }
};
add(OUT, 'deskmate/');
const manifest = JSON.parse(readFileSync(join(OUT, 'manifest.json'), 'utf8')) as { key: string; version: string };
files['deskmate/ID.txt'] = Buffer.from(`${toExtensionId(manifest.key)}\n`);
files['INSTALL.zh-CN.md'] = readFileSync('docs/INSTALL.zh-CN.md');

mkdirSync('output', { recursive: true });
const name = `output/deskmate-${manifest.version}.zip`;
// A fixed time makes equal builds equal zips.
const zipped = zipSync(files, { level: 9, mtime: new Date('2026-01-01T00:00:00') });
writeFileSync(name, zipped);
console.log(`${name}: ${(zipped.length / 1024).toFixed(0)} kB, ${Object.keys(files).length} files`);

/** The id that Chrome derives from a public key: the first 128 bits of its SHA-256, as letters a..p. */
function toExtensionId(key: string): string {
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
