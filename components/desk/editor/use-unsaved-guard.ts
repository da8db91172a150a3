import { useEffect } from 'react';
import { useDrafts } from './drafts';

/** Asks before the tab closes over unsaved work. */
export function useUnsavedGuard(): void {
  const isUnsaved = useDrafts().size > 0;
  useEffect(() => {
    if (!isUnsaved) return;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [isUnsaved]);
}
