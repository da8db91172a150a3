import type { TFunction } from 'i18next';
import { getBrokenParts } from '@/lib/platform/broken-parts';
import type { Health } from '@/lib/platform/messages';

/** Which parts cannot be read, in a sentence; null when all can. */
export function toBrokenText(t: TFunction, health: Health): string | null {
  const broken = getBrokenParts(health);
  if (broken.length === 0) return null;
  return t('health.broken', { parts: broken.map((part) => t(`health.part.${part}`, part)).join(t('why.join')) });
}
