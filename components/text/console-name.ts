import type { TFunction } from 'i18next';

/** Consoles that have a name of their own; the order is the one in which they are offered. */
export const NAMED_CONSOLES = [
  'pinduoduo',
  'feige',
  'shopee',
  'jd',
  'kuaishou',
  'wechat-store',
  'goofish',
  'tiktok-shop',
  '1688',
  'xiaohongshu',
  'onetalk',
  'practice',
] as const;

/** A console as people call it; a detected or taught page goes by its host. */
export function toConsoleName(t: TFunction, id: string): string {
  return (NAMED_CONSOLES as readonly string[]).includes(id) ? t(`console.${id}`) : id;
}
