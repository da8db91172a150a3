/** Team: joining, notices, publishing. */
// biome-ignore lint/suspicious/noEmptyInterface: filled with its views
export interface TeamMethods {}
