import { ActionIcon, Badge, Menu, UnstyledButton } from '@mantine/core';
import { IconCopy, IconDots, IconEdit, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useToasts } from '@/components/ui/toasts';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { PhraseItem } from '@/lib/platform/methods/phrases-methods';
import { EntryImages } from './entry-images';
import { usePanelActions } from './panel-actions';
import styles from './phrases.module.css';

export interface PhraseRowProps {
  item: PhraseItem;
  /** 1..9 when a number key inserts it. */
  place?: number | undefined;
  ref_: ConversationRef | null;
  onEdit(item: PhraseItem): void;
}

/** How long the second press on internal knowledge, or on removal, is waited for. */
const ASK_MS = 4000;

/** One phrase in the browser: a press inserts it (again and again; the list stays), smaller buttons copy, pin, edit. */
export function PhraseRow({ item, place, ref_, onEdit }: PhraseRowProps) {
  const { t } = useTranslation();
  const { canInsert, insert, copy } = usePanelActions();
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => setAsking(false), ASK_MS);
    return () => clearTimeout(timer);
  }, [asking]);
  const use = () => {
    if (item.internal && !asking) return setAsking(true);
    setAsking(false);
    if (canInsert) insert(item, ref_);
    else copy(item);
  };
  return (
    <li
      className={styles.phrase}
      data-testid="phrase"
      data-entry={item.entryId}
      data-id={item.id}
      data-mine={item.mine}
    >
      <UnstyledButton
        className={styles.phraseMain}
        data-stop
        data-phrase
        data-testid="phrase-insert"
        aria-keyshortcuts={place ? String(place) : undefined}
        title={t(canInsert ? 'phrases.insert' : 'phrases.copy')}
        onClick={use}
      >
        <span className={styles.phraseHead}>
          {place && <kbd className={styles.place}>{place}</kbd>}
          <strong className={styles.phraseTitle}>{item.title}</strong>
          {item.shortcut && <code className={styles.shortcut}>{item.shortcut}</code>}
          {item.internal && (
            <Badge size="xs" variant="light" color="orange">
              {t('internal')}
            </Badge>
          )}
          {item.mine && <span className={styles.mine}>{t('phrases.mineTag')}</span>}
        </span>
        <bdi className={styles.phraseText} data-testid="phrase-preview">
          {asking ? t('piece.internalAsk') : item.text}
        </bdi>
      </UnstyledButton>
      <div className={styles.phraseActions}>
        {canInsert && !item.internal && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t('phrases.copyOf', { title: item.title })}
            data-testid="phrase-copy"
            onClick={() => copy(item)}
          >
            <IconCopy size={14} aria-hidden />
          </ActionIcon>
        )}
        <PhraseMenu item={item} onEdit={onEdit} />
      </div>
      <EntryImages of={item} images={item.images} folded />
    </li>
  );
}

/** Pin, and what may be done with a phrase of one's own. */
export function PhraseMenu({ item, onEdit }: { item: PhraseItem; onEdit(item: PhraseItem): void }) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const pin = useHostAction('phrases.pin');
  const remove = useHostAction('phrases.own.remove');
  const [asking, setAsking] = useState(false);
  const failed = { onError: () => show('stopped') };
  return (
    <Menu position="bottom-end" shadow="md" withinPortal onClose={() => setAsking(false)}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t('phrases.more', { title: item.title })}
          data-testid="phrase-more"
        >
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={item.pinned ? <IconPinnedOff size={15} aria-hidden /> : <IconPin size={15} aria-hidden />}
          data-testid="phrase-pin"
          onClick={() => pin.mutate({ source: item.source, entryId: item.entryId, pinned: !item.pinned }, failed)}
        >
          {t(item.pinned ? 'phrases.unpin' : 'phrases.pin')}
        </Menu.Item>
        {item.mine && (
          <>
            <Menu.Item
              leftSection={<IconEdit size={15} aria-hidden />}
              data-testid="phrase-edit"
              onClick={() => onEdit(item)}
            >
              {t('phrases.edit')}
            </Menu.Item>
            <Menu.Item
              color="red"
              closeMenuOnClick={asking}
              leftSection={<IconTrash size={15} aria-hidden />}
              data-testid="phrase-remove"
              onClick={() => {
                if (!asking) return setAsking(true);
                remove.mutate({ entryId: item.entryId }, { onSuccess: () => show('phrase-removed'), ...failed });
              }}
            >
              {t(asking ? 'phrases.removeSure' : 'phrases.remove')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
