/** Name of a content script's port (apart from `messages.ts`, so that a content script bundles no validator). */
export const PORT_CONSOLE = 'console';
/** Name of the port of the teaching script. */
export const PORT_TEACH = 'teach';
/** Name of a view's port. */
export const PORT_VIEW = 'view';

/** Name of a strip's port: the token ties it to the tab whose content script made the strip. */
export const stripPortName = (token: string): string => `${PORT_VIEW}:strip:${token}`;
