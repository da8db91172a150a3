import { useSyncExternalStore } from 'react';

export const DESK_PAGES = [
  'knowledge',
  'askings',
  'import',
  'notices',
  'publish',
  'insight',
  'shop',
  'team',
  'sources',
  'questions',
  'feedback',
  'shortcuts',
  'llm',
  'privacy',
  'settings',
] as const;
export type DeskPage = (typeof DESK_PAGES)[number];

/** Where the desk stands: `#/<page>/<rest…>`, each part URI-encoded. */
export interface Route {
  page: DeskPage;
  rest: string[];
}

/** Reads a hash; an unknown page is the first one. */
export function toRoute(hash: string): Route {
  const [page, ...rest] = hash.replace(/^#?\/?/, '').split('/');
  const known = DESK_PAGES.find((one) => one === page);
  return { page: known ?? 'knowledge', rest: known ? rest.filter(Boolean).map(decode) : [] };
}

/** The hash of a place in the desk. */
export const toHash = (page: DeskPage, ...rest: string[]): string =>
  `#/${[page, ...rest.map(encodeURIComponent)].join('/')}`;

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** The place that the address bar names, kept up to date. */
export function useRoute(): Route {
  return toRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}
