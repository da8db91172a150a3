import type { Adapter } from './adapter';
import alibaba1688 from './rules/1688.json';
import feige from './rules/feige.json';
import goofish from './rules/goofish.json';
import jd from './rules/jd.json';
import kuaishou from './rules/kuaishou.json';
import onetalk from './rules/onetalk.json';
import pinduoduo from './rules/pinduoduo.json';
import practice from './rules/practice.json';
import shopee from './rules/shopee.json';
import tiktokShop from './rules/tiktok-shop.json';
import wechatStore from './rules/wechat-store.json';
import xiaohongshu from './rules/xiaohongshu.json';

/**
 * Every bundled console, one line each. The cast is safe: `registry.test.ts` validates each file against `rules-schema.ts`
 * (zod itself would not fit into the content script's 40 kB).
 */
export const adapters = [
  pinduoduo,
  feige,
  shopee,
  jd,
  kuaishou,
  wechatStore,
  goofish,
  tiktokShop,
  alibaba1688,
  xiaohongshu,
  onetalk,
  practice,
] as unknown as readonly Adapter[];

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
