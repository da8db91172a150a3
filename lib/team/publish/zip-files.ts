import { strToU8, zipSync } from 'fflate';
import type { BundleFile } from './collected-writer';

/** A bundle as one zip, to be unpacked on any web server; the files keep their order: manifest last. */
export const zipFiles = (files: readonly BundleFile[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)])));
