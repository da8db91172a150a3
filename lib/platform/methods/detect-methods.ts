/** Detection, teaching and overlays of consoles that nobody wrote an adapter for. */
// biome-ignore lint/suspicious/noEmptyInterface: filled with its views
export interface DetectMethods {}
