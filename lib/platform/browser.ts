/** The one import of the polyfill: promise-based WebExtension APIs, equal on Chrome, its forks and Firefox. */
import browser from 'webextension-polyfill';

export { browser };
