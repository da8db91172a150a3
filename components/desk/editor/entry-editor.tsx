import { Accordion, Anchor, Badge, Skeleton, Tabs, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { createId } from '@/lib/core/ids';
import type { EntryStatus } from '@/lib/knowledge/editor/bulk-edit';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import { MakeNoticeLink } from '../notices/make-notice-link';
import { toHash } from '../use-route';
import { Checks } from './checks';
import { PlaceForm, UpkeepForm } from './common-form';
import { startDraft, touchDrafts, useDrafts } from './drafts';
import styles from './editor.module.css';
import { History } from './history';
import { JsonForm } from './json-form';
import { KindForm } from './kind-form';
import { duplicateRow } from './new-row';
import { Preview } from './preview';
import { PublishDialog } from './publish-dialog';
import { kindOf, textOf, titleOf } from './row-values';
import { SaveBar } from './save-bar';
import { TryBox } from './try-box';
import { useEditor } from './use-editor';

const NO_FILTER = { query: '', kind: null, scene: null, source: null };

interface EntryEditorProps {
  id: string;
  onRemoved(step: UndoStep): void;
}

/** One own entry under edit. */
export function EntryEditor({ id, onRemoved }: EntryEditorProps) {
  const { t } = useTranslation();
  const client = useHostClient();
  const drafts = useDrafts();
  const editor = useEditor(id, drafts, touchDrafts);
  const { data: folders = [] } = useHostQuery('editor.folders.list', { filter: NO_FILTER });
  const [isAsking, setIsAsking] = useState(false);
  const [tab, setTab] = useState<string | null>('edit');
  const { row, change, check } = editor;

  const save = async (status?: EntryStatus, override?: string) => {
    const outcome = await editor.save({ ...(status ? { status } : {}), ...(override ? { override } : {}) });
    setIsAsking(outcome === 'red-findings');
  };
  const saveNow = useRef(save);
  saveNow.current = save;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      void saveNow.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  if (row === undefined) return <Skeleton height={240} m={24} radius="md" />;
  if (row === null) return <p className={styles.gone}>{t('desk.knowledge.gone')}</p>;
  const red = (check?.findings ?? []).filter(({ severity }) => severity === 'red');
  const duplicate = () => {
    const copy = duplicateRow(row, `own-${createId()}`, t('editor.copyOf', { title: titleOf(row) }));
    startDraft(copy);
    window.location.hash = toHash('knowledge', String(copy.id), 'own');
  };
  const remove = async () => {
    if (editor.isNew) editor.revert();
    else {
      const step = await client.call('editor.remove', { ids: [id] }).catch(() => null);
      if (!step?.ok) return;
      editor.revert();
      onRemoved(step.value);
    }
    window.location.hash = toHash('knowledge');
  };
  return (
    <article className={styles.editor} data-testid="entry-editor" data-entry={id} data-kind={kindOf(row)}>
      <div className={styles.body}>
        <Anchor href={toHash('knowledge')} className={styles.back}>
          <IconArrowLeft size={14} aria-hidden /> {t('desk.knowledge.back')}
        </Anchor>
        <div className={styles.head}>
          <Badge variant="light">{t(`kind.${kindOf(row)}`)}</Badge>
          <TextInput
            className={styles.title}
            aria-label={t('desk.knowledge.title')}
            placeholder={t('editor.titleHint')}
            data-testid="field-title"
            data-autofocus={editor.isNew}
            value={textOf(row, 'title')}
            onChange={(event) => change({ ...row, title: event.currentTarget.value })}
          />
        </div>
        {!editor.isNew && kindOf(row) !== 'notice' && <MakeNoticeLink source={OWN_SOURCE} entryId={id} />}
        <Tabs value={tab} onChange={setTab} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="edit">{t('editor.tab.edit')}</Tabs.Tab>
            <Tabs.Tab value="history" data-testid="tab-history">
              {t('editor.tab.history')}
            </Tabs.Tab>
            <Tabs.Tab value="json">JSON</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="edit" className={styles.form}>
            <KindForm key={id} row={row} onChange={change} />
            <Checks check={check} />
            <Preview row={row} />
            <TryBox key={`try ${id}`} row={row} />
            <Accordion multiple variant="contained" chevronPosition="left">
              <Accordion.Item value="place">
                <Accordion.Control>{t('editor.place')}</Accordion.Control>
                <Accordion.Panel className={styles.form}>
                  <PlaceForm row={row} onChange={change} folders={folders.map(({ path }) => path).filter(Boolean)} />
                </Accordion.Panel>
              </Accordion.Item>
              <Accordion.Item value="upkeep">
                <Accordion.Control>{t('editor.upkeep')}</Accordion.Control>
                <Accordion.Panel className={styles.form}>
                  <UpkeepForm row={row} onChange={change} />
                </Accordion.Panel>
              </Accordion.Item>
            </Accordion>
          </Tabs.Panel>
          <Tabs.Panel value="history" pt="sm">
            <History
              id={id}
              row={row}
              onRestore={(earlier: RawRow) => {
                change(earlier);
                setTab('edit');
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="json" pt="sm">
            <JsonForm row={row} onChange={change} />
          </Tabs.Panel>
        </Tabs>
      </div>
      <SaveBar
        editor={editor}
        onSave={(status) => void save(status)}
        onDuplicate={duplicate}
        onRemove={() => void remove()}
      />
      <PublishDialog
        opened={isAsking}
        red={red}
        onClose={() => setIsAsking(false)}
        onPublish={(reason) => void save('published', reason)}
      />
    </article>
  );
}
