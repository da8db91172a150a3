import type { KeyboardEvent, RefObject } from 'react';

/**
 * Keys of an open list: arrows go from stop to stop, 1..9 press the phrase with that number, Escape leaves. Keys in a
 * field, and keys of an input method, are left alone.
 */
export function useListKeys(list: RefObject<HTMLElement | null>, onLeave: () => void) {
  const stops = (selector: string): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLElement && event.target.matches('input, textarea, [role="tab"]')) {
      if (event.key === 'Escape') onLeave();
      if (event.key === 'ArrowDown' && event.target.matches('[role="tab"]')) {
        event.preventDefault();
        stops('[data-stop]')[0]?.focus();
      }
      return;
    }
    if (/^[1-9]$/.test(event.key)) stops('[data-phrase]')[Number(event.key) - 1]?.click();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const all = stops('[data-stop]');
      const at = all.findIndex((one) => one === event.target || one.parentElement?.contains(event.target as Node));
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
    } else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
