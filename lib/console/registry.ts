import type { Adapter } from './adapter';

/**
 * Every bundled console: a file in `rules/` is one. Not checked here: `registry.test.ts` validates each file against
 * `rules-schema.ts` (zod itself would not fit into the content script's 40 kB).
 */
const rules = import.meta.glob<Adapter>('./rules/*.json', { eager: true, import: 'default' });
export const adapters: readonly Adapter[] = Object.values(rules);

/** The adapter for a page, or null. `isTop` = the top document; consoles inside an iframe only match there. */
export function findAdapter(url: URL, isTop = true): Adapter | null {
  for (const adapter of adapters) {
    for (const { hosts, path, frame } of adapter.match) {
      if (!hosts.includes(url.hostname) || (frame === 'top' && !isTop) || (frame === 'inner' && isTop)) continue;
      if (new RegExp(path).test(url.pathname + url.search)) return adapter;
    }
  }
  return null;
}

/** The adapter with this id, or null. */
export const getAdapter = (id: string): Adapter | null => adapters.find((adapter) => adapter.id === id) ?? null;
