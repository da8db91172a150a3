import { isStale } from '@/lib/knowledge/entry';
import { toNamedImages } from '@/lib/knowledge/media/image';
import type { SourcedEntry } from './assistant';
import type { SourceInfo } from './view-model';

/** The "source" line of a suggestion or card, with its freshness. */
export function getSourceInfo({ entry, source }: SourcedEntry, nowMs: number): SourceInfo {
  const images = toNamedImages(entry);
  return {
    entryId: entry.id,
    kind: entry.kind,
    title: entry.title,
    from: source,
    owner: entry.owner,
    sources: entry.sources ?? [],
    updatedAt: entry.updated_at,
    verifyBy: entry.verify_by,
    stale: isStale(entry, nowMs),
    internal: entry.internal === true,
    ...(images.length > 0 ? { images } : {}),
  };
}
