/**
 * Our keys inside the console page: Alt+1..3, only real presses, never while an input method composes, nothing else.
 * The browser's own command of the same keys comes first where it works (on Linux Alt+digit belongs to the browser).
 */
export function registerPageKeys(window: Window, onPress: (place: number) => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.isComposing || event.repeat) return;
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = /^Digit([123])$/.exec(event.code)?.[1];
    if (!place) return;
    event.preventDefault();
    event.stopPropagation();
    onPress(Number(place));
  };
  window.addEventListener('keydown', onKey, { capture: true });
  return () => window.removeEventListener('keydown', onKey, { capture: true });
}
