/** The knowledge editor of the desk. */
// biome-ignore lint/suspicious/noEmptyInterface: filled with its views
export interface EditorMethods {}
