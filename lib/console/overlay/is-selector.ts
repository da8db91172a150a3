/** Asks the browser's own parser. */
export function isSelector(css: string, document: Document = globalThis.document): boolean {
  try {
    document.createDocumentFragment().querySelector(css);
    return true;
  } catch {
    return false;
  }
}
