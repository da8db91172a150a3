import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { packFolderZip } from '../../scripts/lib/folder-zip';
import frozen from '../fixtures/house/permissions.frozen.json';
import { buildDir, launchExtension } from '../support/extension';

interface Manifest {
  key: string;
  version: string;
  minimum_chrome_version: string;
  permissions: string[];
  host_permissions: string[];
  optional_host_permissions: string[];
  content_scripts: { matches: string[] }[];
  content_security_policy: { extension_pages: string };
  web_accessible_resources: { resources: string[]; matches: string[] }[];
  commands: Record<string, { suggested_key?: unknown }>;
}
const manifestOf = (mode?: 'e2e'): Manifest =>
  JSON.parse(readFileSync(join(buildDir(mode), 'manifest.json'), 'utf8')) as Manifest;

/** The id that the fixed key gives; every agent's stored knowledge hangs on it. */
const EXTENSION_ID = 'doddfbbfpibdgdbdfggeiepfeoafihli';

test('Chromium loads the shipped build without an error or a warning', async () => {
  const extension = await launchExtension();
  try {
    const page = await extension.context.newPage();
    await page.goto('chrome://extensions');
    const info = await page.evaluate(async (id) => {
      const api = (
        chrome as unknown as { developerPrivate: { getExtensionsInfo(): Promise<Record<string, unknown>[]> } }
      ).developerPrivate;
      return (await api.getExtensionsInfo()).find((one) => one.id === id);
    }, EXTENSION_ID);
    expect(info).toMatchObject({ id: EXTENSION_ID, state: 'ENABLED', manifestErrors: [], runtimeErrors: [] });
    expect(info?.installWarnings ?? []).toEqual([]);
  } finally {
    await extension.close();
  }
});

test('the starter pack’s index comes with the build and is of the version that the build reads', () => {
  const bytes = readFileSync(join(buildDir(), 'starter/index.bin'));
  expect(createAssistant().importIndex?.(Uint8Array.from(bytes))).toBe(true);
});

test('permissions have not grown: a wider list disables every install until it is approved again', () => {
  const manifest = manifestOf();
  expect(manifest.permissions.filter((one) => !frozen.permissions.includes(one))).toEqual([]);
  expect(manifest.host_permissions.filter((one) => !frozen.hosts.includes(one))).toEqual([]);
  expect(manifest.optional_host_permissions).toEqual(frozen.optionalHosts);
  for (const { matches } of manifest.content_scripts)
    expect(matches.filter((one) => !frozen.hosts.includes(one))).toEqual([]);
});

test('the shipped build has no test hook, no localhost, no remote code, at most four suggested keys', () => {
  const manifest = manifestOf();
  expect(JSON.stringify(manifest)).not.toMatch(/localhost|127\.0\.0\.1/);
  expect(manifest.content_security_policy.extension_pages).toBe("script-src 'self'; object-src 'self'");
  expect(manifest.web_accessible_resources.flatMap(({ resources }) => resources)).toEqual(['strip.html']);
  expect(Object.values(manifest.commands).filter(({ suggested_key }) => suggested_key).length).toBeLessThanOrEqual(4);
  for (const file of files(buildDir())) {
    if (!/\.(js|html)$/.test(file)) continue;
    const text = readFileSync(file, 'utf8');
    expect(text, file).not.toMatch(/__fixture|<script[^>]+src="https?:/);
  }
});

test('localhost is in the e2e build only', () => {
  expect(manifestOf('e2e').host_permissions).toContain('http://127.0.0.1/*');
});

test('the content script fits its budget of 40 kB gzip', () => {
  const script = readFileSync(join(buildDir(), 'content-scripts/console.js'));
  expect(gzipSync(script).length).toBeLessThanOrEqual(40 * 1024);
});

/** kB gzip on 2026-11-28 and a tenth more: a script that is injected into pages grows on purpose only. */
test.each([
  ['content-scripts/console.js', 38.5],
  ['detect.js', 47],
  // a lesson sees with the eyes of detection
  ['teach.js', 42],
])('%s stays as small as it is', (file, most) => {
  expect(gzipSync(readFileSync(join(buildDir(), file))).length / 1024).toBeLessThanOrEqual(most);
});

test('the folder zip holds the build, the guide and the id', async () => {
  const zip = packFolderZip(buildDir());
  expect(zip.files['deskmate/manifest.json']).toBeDefined();
  expect(Buffer.from(zip.files['INSTALL.zh-CN.md'] ?? []).toString()).toContain('chrome://extensions');
  expect(
    Buffer.from(zip.files['deskmate/ID.txt'] ?? [])
      .toString()
      .trim(),
  ).toBe(EXTENSION_ID);
  expect(zip.bytes.length).toBeGreaterThan(100_000);
  expect(createHash('sha256').update(packFolderZip(buildDir()).bytes).digest('hex')).toBe(
    createHash('sha256').update(zip.bytes).digest('hex'),
  );
});

function* files(dir: string): Generator<string> {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else yield path;
  }
}
