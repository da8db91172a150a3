import { imagesOfAll } from '@/lib/knowledge/media/image';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { HostClient } from '@/lib/platform/host-client';

/** Pictures stand at the end of a backup, each by itself: all of them together are more than one message carries. */
const PICTURES = ',"images":[';

/** The backup as the host makes it, with the pictures of its entries put in. */
export async function makeBackupFile(client: HostClient): Promise<{ name: string; parts: string[] }> {
  const { name, text } = await client.call('backup.create', {});
  const { own } = JSON.parse(text) as { own: RawRow[] };
  const parts = [text.replace(/\s*\}\s*$/, PICTURES)];
  let isFirst = true;
  for (const sha256 of imagesOfAll(own)) {
    const image = await client.call('editor.media.get', { sha256 });
    if (!image) continue;
    parts.push(`${isFirst ? '' : ','}${JSON.stringify(image.base64)}`);
    isFirst = false;
  }
  return { name, parts: [...parts, ']}'] };
}

/** Puts a backup back: its pictures first, which nobody sees before the entries that name them. */
export async function restoreBackupFile(client: HostClient, text: string) {
  const { rest, images } = split(text);
  for (const base64 of images) {
    const kept = await client.call('editor.media.put', { base64 });
    if (!kept.ok && kept.reason === 'disk-full') return { ok: false, reason: kept.reason } as const;
  }
  return client.call('backup.restore', { text: rest });
}

/** What is no backup goes to the host as it is: it says why. */
function split(text: string): { rest: string; images: string[] } {
  try {
    const { images, ...rest } = JSON.parse(text) as { app?: unknown; images?: unknown };
    if (rest.app === 'deskmate' && Array.isArray(images))
      return { rest: JSON.stringify(rest), images: images.filter((one) => typeof one === 'string') };
  } catch {
    // The host words it.
  }
  return { rest: text, images: [] };
}
