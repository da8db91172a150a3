import { mkdirSync, writeFileSync } from 'node:fs';
import { packFolderZip } from './lib/folder-zip';
import { mustRun } from './lib/run';

/** `npm run zip`: builds and packs a folder zip with INSTALL.zh-CN.md, as most agents install it; says where it is. */
await mustRun('tsx', ['scripts/build.ts']);
const { bytes, files, version } = packFolderZip('.output/chrome-mv3');
mkdirSync('output', { recursive: true });
const name = `output/deskmate-${version}.zip`;
writeFileSync(name, bytes);
console.log(`${name}: ${(bytes.length / 1024).toFixed(0)} kB, ${Object.keys(files).length} files`);
