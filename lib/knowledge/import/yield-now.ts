/** Lets the page or worker do something else for a moment. */
export const yieldNow = (): Promise<void> => new Promise((done) => setTimeout(done, 0));
