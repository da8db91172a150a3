import { beforeEach, expect, test } from 'vitest';
import { makeBackupFile, restoreBackupFile } from '@/components/hooks/backup-file';
import { toBase64 } from '@/lib/core/base64';
import type { HostClient } from '@/lib/platform/host-client';
import { makePng } from '../knowledge/support/pictures';

/** A host that keeps pictures and notes what is put back. */
let pictures: Map<string, string>;
let restored: unknown[];
let client: HostClient;
beforeEach(() => {
  pictures = new Map();
  restored = [];
  client = {
    async call(method: string, params: { sha256?: string; base64?: string; text?: string }) {
      if (method === 'backup.create')
        return { name: 'b.json', text: JSON.stringify({ app: 'deskmate', own }, null, 1) };
      if (method === 'editor.media.get') {
        const base64 = pictures.get(params.sha256 ?? '');
        return base64 ? { type: 'image/png', base64 } : null;
      }
      if (method === 'editor.media.put') {
        pictures.set(`put ${pictures.size}`, params.base64 ?? '');
        return { ok: true, value: { sha256: '', type: 'image/png' } };
      }
      restored.push(params.text);
      return { ok: true, value: { entries: 1 } };
    },
  } as unknown as HostClient;
});
let own: object[] = [];

test('pictures go into the backup file and come back out of it before the entries', async () => {
  const [a, b] = await Promise.all(['a', 'b'].map((mark) => makePng(mark)));
  if (!a || !b) throw new Error('no pictures');
  const name = (sha256: string) => ({ name: 'x', type: 'image/png', sha256 });
  own = [
    { id: '1', media: [name(a.sha256), name('f'.repeat(64))] },
    { id: '2', media: [name(a.sha256), name(b.sha256)] },
  ];
  pictures.set(a.sha256, toBase64(a.bytes)).set(b.sha256, toBase64(b.bytes));
  const { parts } = await makeBackupFile(client);
  const file = parts.join('');
  expect(JSON.parse(file)).toEqual({ app: 'deskmate', own, images: [toBase64(a.bytes), toBase64(b.bytes)] });

  pictures.clear();
  expect(await restoreBackupFile(client, file)).toMatchObject({ ok: true });
  expect([...pictures.values()]).toEqual([toBase64(a.bytes), toBase64(b.bytes)]);
  expect(restored.map((text) => JSON.parse(String(text)))).toEqual([{ app: 'deskmate', own }]);
});

test('a backup without pictures, and what is no backup at all, go to the host as they are', async () => {
  own = [{ id: '1' }];
  const { parts } = await makeBackupFile(client);
  expect(JSON.parse(parts.join(''))).toEqual({ app: 'deskmate', own, images: [] });
  await restoreBackupFile(client, 'no json');
  await restoreBackupFile(client, '{"app":"other","images":["x"]}');
  expect(restored).toEqual(['no json', '{"app":"other","images":["x"]}']);
  expect(pictures.size).toBe(0);
});
