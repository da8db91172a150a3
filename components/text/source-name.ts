import type { TFunction } from 'i18next';

/** A source as people call it: the starter pack and the shop's own knowledge have names of ours, a feed its own. */
export function toSourceName(t: TFunction, id: string, name?: string): string {
  if (id === 'starter' || id === 'own') return t(`source.${id}`);
  return name || id;
}
