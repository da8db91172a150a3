import { browser } from './browser';

/** Address of a file of the extension; web-accessible ones get the address that this session gave them. */
export const extensionUrl = (path: string): string => browser.runtime.getURL(path);
