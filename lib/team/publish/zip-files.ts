import { strToU8, zipSync } from 'fflate';
import type { FileContent } from './bundle-writer';

/** A bundle as one zip, to be unpacked on any web server; the files keep their order: manifest last. */
export const zipFiles = (files: readonly { path: string; content: FileContent }[]): Uint8Array =>
  zipSync(
    Object.fromEntries(
      files.map(({ path, content }) => [path, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );
