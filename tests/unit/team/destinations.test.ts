import { beforeEach, expect, test } from 'vitest';
import { createSettingsStore, type SettingsStore } from '@/lib/knowledge/store/settings-store';
import { createKeyPair } from '@/lib/knowledge/sync/signature';
import { createLeadSecrets, type Destination, toReadUrl } from '@/lib/team/publish/destinations';
import { createTestDisk } from '../knowledge/support/test-database';

const S3: Destination = {
  kind: 's3',
  bucketUrl: 'https://kb.oss-cn-hangzhou.example/',
  region: 'oss-cn-hangzhou',
  prefix: '/team/a/',
  accessKeyId: 'id',
  secretAccessKey: 'secret',
};

let settings: SettingsStore;
beforeEach(() => {
  settings = createSettingsStore(createTestDisk().open());
});

test('a destination is checked, kept under a secret name, and forgotten', async () => {
  const secrets = createLeadSecrets(settings);
  expect(await secrets.destination()).toBeNull();
  for (const bad of [
    null,
    {},
    { ...S3, bucketUrl: 'ftp://x' },
    { ...S3, secretAccessKey: '' },
    { kind: 'put', url: 'javascript:1' },
  ]) {
    expect(await secrets.setDestination(bad)).toMatchObject({ ok: false, reason: 'invalid' });
  }
  expect((await secrets.setDestination(S3)).ok).toBe(true);
  expect(await secrets.destination()).toEqual(S3);
  expect(Object.keys(await settings.all()).every((key) => key.startsWith('secret.'))).toBe(true);
  await secrets.forget();
  expect(await settings.all()).toEqual({});
});

test('the lead’s keys are made once; only a real pair is taken over', async () => {
  const secrets = createLeadSecrets(settings);
  const made = await secrets.keys();
  expect(await secrets.keys()).toEqual(made);
  const other = createKeyPair();
  for (const bad of [{}, { ...other, publicKey: made.publicKey }, { secretKey: 'x', publicKey: 'y' }]) {
    expect(await secrets.setKeys(bad)).toMatchObject({ ok: false });
  }
  expect(await secrets.setKeys(other)).toMatchObject({ ok: true });
  expect(await secrets.keys()).toEqual(other);
});

test.each<[Destination, string]>([
  [S3, 'https://kb.oss-cn-hangzhou.example/team/a/manifest.json'],
  [{ ...S3, prefix: undefined }, 'https://kb.oss-cn-hangzhou.example/manifest.json'],
  [{ kind: 'put', url: 'http://10.0.0.2/kb/' }, 'http://10.0.0.2/kb/manifest.json'],
])('agents read at %j', (destination, url) => {
  expect(toReadUrl(destination)).toBe(url);
});
