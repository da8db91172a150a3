import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where browsers that can load an unpacked extension usually stand. Chrome 137+ itself refuses `--load-extension`, so Chromium and Chrome for Testing come first. */
const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/opt/google/chrome-for-testing/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'C:\\Program Files\\Chromium\\Application\\chrome.exe',
];

const HELP = `No Chromium found. Install one, or set CHROMIUM_PATH to an installed Chromium or Chrome for Testing:
  Debian/Ubuntu   sudo apt-get install chromium fonts-noto-cjk
  macOS           brew install --cask chromium
  any system      https://googlechromelabs.github.io/chrome-for-testing/`;

/** Path of an installed Chromium: `CHROMIUM_PATH`, else the usual places. Throws with what to install. */
export function findChromium(): string {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH names no file: ${given}`);
  }
  const found = CANDIDATES.find((path) => existsSync(path));
  if (found) return found;
  throw new Error(HELP);
}

/**
 * `findChromium`, but on Debian as root it installs Chromium and fonts for Chinese first when they are missing,
 * so that a new machine needs no step of its own.
 */
export function ensureChromium(log: (line: string) => void = console.log): string {
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const wanted: string[] = [];
  try {
    findChromium();
  } catch (error) {
    if (!canInstall || process.env.CHROMIUM_PATH) throw error;
    wanted.push('chromium');
  }
  if (canInstall && !existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'))
    wanted.push('fonts-noto-cjk');
  if (wanted.length > 0) {
    log(`Installing ${wanted.join(' and ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const run = (args: string[]) => execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    try {
      run(['update', '-qq']);
      run(['install', '-y', '-qq', '--no-install-recommends', ...wanted]);
    } catch (error) {
      // Fonts alone are no reason to stop: the job runs, Chinese shows as boxes on screenshots.
      if (wanted.includes('chromium')) throw error;
      log('The fonts could not be installed; Chinese may show as boxes.');
    }
  }
  return findChromium();
}
