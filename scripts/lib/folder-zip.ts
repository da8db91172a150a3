import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** A folder `deskmate/` with the build, its id, and the install guide beside it; equal builds give equal bytes. */
export function packFolderZip(buildDir: string): {
  bytes: Uint8Array;
  files: Record<string, Uint8Array>;
  version: string;
} {
  const files: Record<string, Uint8Array> = {};
  const add = (dir: string, prefix: string) => {
    for (const item of readdirSync(dir, { withFileTypes: true })) {
      const path = join(dir, item.name);
      if (item.isDirectory()) add(path, `${prefix}${item.name}/`);
      else files[`${prefix}${item.name}`] = readFileSync(path);
    }
  };
  add(buildDir, 'deskmate/');
  const manifest = JSON.parse(readFileSync(join(buildDir, 'manifest.json'), 'utf8')) as {
    key: string;
    version: string;
  };
  files['deskmate/ID.txt'] = Buffer.from(`${toExtensionId(manifest.key)}\n`);
  files['INSTALL.zh-CN.md'] = readFileSync('docs/INSTALL.zh-CN.md');
  const bytes = zipSync(files, { level: 9, mtime: new Date('2026-01-01T00:00:00') });
  return { bytes, files, version: manifest.version };
}

/** The id that Chrome derives from a public key: the first 128 bits of its SHA-256, as letters a..p. */
function toExtensionId(key: string): string {
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
