import { fromBase64 } from '@/lib/core/base64';
import { sha256Hex } from '@/lib/core/sha256';
import { getImageType, MAX_IMAGE_BYTES } from '@/lib/knowledge/media/image';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Drafts } from './draft';

/** Longest row without its pictures (UTF-16 units). */
const MAX_ROW_CHARS = 1_000_000;

/** An image that a file carries inside a row, as base64 in `media[].data`: so it travels in exports, nowhere else. */
export interface CarriedImage {
  sha256: string;
  base64: string;
}

const isObject = (value: unknown): value is RawRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes the pictures out of the rows: a row keeps their names alone. What is no picture, too large or not of its name is a problem of its row. */
export async function takeImages(drafts: Drafts): Promise<Drafts> {
  const taken: Drafts = { drafts: [], problems: [...drafts.problems] };
  for (const draft of drafts.drafts) {
    const { media } = draft.row;
    if (!Array.isArray(media) || !media.some((item) => isObject(item) && item.data !== undefined)) {
      taken.drafts.push(draft);
      continue;
    }
    const images: CarriedImage[] = [];
    const names: unknown[] = [];
    let isWrong = false;
    for (const item of media as unknown[]) {
      if (!isObject(item) || item.data === undefined) {
        names.push(item);
        continue;
      }
      const { data, ...name } = item;
      const image = typeof data === 'string' ? await readImage(data, name.sha256) : null;
      if (!image) isWrong = true;
      else {
        images.push({ sha256: image.sha256, base64: data as string });
        names.push({ ...name, type: image.type, sha256: image.sha256 });
      }
    }
    const row = { ...draft.row, media: names };
    if (isWrong) taken.problems.push({ line: draft.line, code: 'bad-image' });
    else if (JSON.stringify(row).length > MAX_ROW_CHARS) taken.problems.push({ line: draft.line, code: 'too-long' });
    else
      taken.drafts.push({ ...draft, row, entry: { ...draft.entry, media: names as typeof draft.entry.media }, images });
  }
  return taken;
}

async function readImage(base64: string, named: unknown): Promise<{ sha256: string; type: string } | null> {
  if (base64.length > MAX_IMAGE_BYTES * 1.4) return null;
  const bytes = fromBase64(base64);
  const type = bytes && getImageType(bytes);
  if (!bytes || !type || bytes.length > MAX_IMAGE_BYTES) return null;
  const sha256 = await sha256Hex(bytes);
  return named === undefined || named === sha256 ? { sha256, type } : null;
}
