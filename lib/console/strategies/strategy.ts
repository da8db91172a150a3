/** How one kind of composer is read and written. Writing is synchronous: nothing may happen between identity check and text. */
export interface ComposerStrategy {
  /**
   * How long the agent's own typing must be over before our text becomes an undo step of its own (ms): some editors group by time
   * and by nothing else. 0 = at once.
   */
  quietMs: number;
  /** What stands in the composer, line breaks as `\n`. */
  read(composer: HTMLElement): string;
  /** Focus and caret. True when the caret had to be moved: then the editor needs a moment to notice before `write`. */
  prepare(composer: HTMLElement): boolean;
  /** Writes at the caret (behind a selection), keeping what stands there. Null = it did not take the text and nothing is left of it. */
  write(composer: HTMLElement, text: string): Written | null;
}

export interface Written {
  /** True when one Ctrl+Z takes back exactly this text. */
  undo: boolean;
  /** True while the composer holds the text where it was written. Ask after the framework had time to render. */
  isThere(composer: HTMLElement): boolean;
  /** Takes the text back; true when the composer stands as before. */
  takeBack(composer: HTMLElement): boolean;
}

/** Line breaks of any system as `\n`. */
export const toLines = (text: string): string => text.replace(/\r\n?|\u2028|\u2029/g, '\n');
