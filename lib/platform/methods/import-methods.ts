/** Import and export of knowledge files. */
// biome-ignore lint/suspicious/noEmptyInterface: filled with its views
export interface ImportMethods {}
