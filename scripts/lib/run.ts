import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** Runs a locally installed command with our output streams; resolves with its exit code. */
export function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const bin = resolve('node_modules/.bin', process.platform === 'win32' ? `${command}.cmd` : command);
  return new Promise((done, fail) => {
    const child = spawn(bin, args, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', fail);
    child.on('exit', (code) => done(code ?? 1));
  });
}

/** Like `run`, but stops this process when the command fails. */
export async function mustRun(command: string, args: string[], env?: Record<string, string>): Promise<void> {
  const code = await run(command, args, env);
  if (code !== 0) process.exit(code);
}
