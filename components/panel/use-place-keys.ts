import { useEffect } from 'react';
import type { ConversationRef } from '@/lib/chat/conversation';
import { usePanelActions } from './panel-actions';
import type { Piece } from './pieces';

/**
 * Alt+1..3 while the panel itself has the focus. Where the browser owns the keys as commands the page never sees them,
 * so nothing is inserted twice; on Linux, where Alt+digit is no command, this is the only way.
 */
export function usePlaceKeys(places: Piece[], ref: ConversationRef | null): void {
  const { canInsert, insert } = usePanelActions();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat || event.isComposing)
        return;
      const place = /^Digit([1-3])$/.exec(event.code)?.[1];
      const piece = place ? places[Number(place) - 1] : undefined;
      if (!piece || !canInsert) return;
      event.preventDefault();
      insert(piece, ref);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [places, ref, canInsert, insert]);
}
