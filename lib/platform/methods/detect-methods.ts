/** Detection, teaching and overlays of consoles that nobody wrote an adapter for. */
export interface DetectMethods {
  /** Looks for the chat of a tab's page anew. */
  'detect.again': { params: { tabId: number }; result: null };
}
