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
