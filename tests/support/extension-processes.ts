import { execFileSync } from 'node:child_process';

/** Processes that run extension pages, of the browser with that profile. Killing them is a crash of the extension. */
export function listExtensionProcesses(profile: string): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid,args']).toString().split('\n');
  return rows
    .filter((row) => row.includes('--extension-process') && row.includes(profile))
    .map((row) => Number.parseInt(row.trim(), 10));
}
