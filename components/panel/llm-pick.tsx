import { ActionIcon, Tooltip } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConversationRef, isSameConversation } from '@/lib/chat/conversation';
import type { Piece } from './pieces';

/** The reply that the agent picked for the tools. */
interface Pick {
  piece: Piece;
  ref: ConversationRef;
}

interface PickState {
  /** False while there is no LLM: nothing is offered. */
  isOn: boolean;
  picked: Pick | null;
  pick(next: Pick | null): void;
}

const PickContext = createContext<PickState>({ isOn: false, picked: null, pick: () => undefined });

/** Holds what is picked; a pick of another conversation is none. */
export function PickProvider({
  isOn,
  ref_,
  children,
}: {
  isOn: boolean;
  ref_: ConversationRef | null;
  children: ReactNode;
}) {
  const [kept, pick] = useState<Pick | null>(null);
  const picked = kept && isSameConversation(kept.ref, ref_) ? kept : null;
  const state = useMemo(() => ({ isOn, picked, pick }), [isOn, picked]);
  return <PickContext value={state}>{children}</PickContext>;
}

/** What is picked, and how to change it. */
export const usePick = (): PickState => useContext(PickContext);

/** Picks a reply for the tools; a second press lets it go. Not there without an LLM. */
export function PickButton({ piece, ref_ }: { piece: Piece; ref_: ConversationRef | null }) {
  const { t } = useTranslation();
  const { isOn, picked, pick } = usePick();
  if (!isOn || !ref_) return null;
  const isPicked = picked?.piece.id === piece.id;
  return (
    <Tooltip label={t('llm.tool.pick')} openDelay={400}>
      <ActionIcon
        variant={isPicked ? 'light' : 'subtle'}
        color={isPicked ? undefined : 'gray'}
        size={24}
        aria-label={t('llm.tool.pick')}
        aria-pressed={isPicked}
        data-testid="llm-pick"
        onClick={() => pick(isPicked ? null : { piece: { id: piece.id, text: piece.text }, ref: ref_ })}
      >
        <IconWand size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
