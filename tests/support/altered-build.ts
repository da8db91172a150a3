import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDir } from './extension';

/**
 * A copy of a build with a line put before the given scripts: how the shipped code behaves on a browser that lacks an API.
 * Only APIs are taken away; no code of ours is changed.
 */
export function alterBuild(
  prelude: string,
  scripts: string[] = ['background.js'],
  mode?: 'production' | 'e2e',
): string {
  const dir = mkdtempSync(join(tmpdir(), 'deskmate-altered-'));
  cpSync(buildDir(mode), dir, { recursive: true });
  for (const script of scripts) {
    const path = join(dir, script);
    writeFileSync(path, `${prelude}\n${readFileSync(path, 'utf8')}`);
  }
  return dir;
}

/**
 * A line that sets one API of `chrome` for good, by default to nothing. It must not be configurable: Chrome lays its APIs
 * anew when permissions change, which also happens some moments after an install, and would bring the real one back.
 */
export const setChromeApi = (api: string, value = 'undefined'): string =>
  `Object.defineProperty(chrome, '${api}', { value: ${value}, writable: false, configurable: false });`;
