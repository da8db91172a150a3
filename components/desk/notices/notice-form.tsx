import { Button, MultiSelect, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { IconSpeakerphone } from '@tabler/icons-react';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toSceneOptions } from '@/components/desk/scene-options';
import { toHash } from '@/components/desk/use-route';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { NoticeCard } from '@/components/notice/notice-card';
import { toErrorText } from '@/components/text/host-error';
import { useToasts } from '@/components/ui/toasts';
import type { NoticeDraft } from '@/lib/knowledge/notice-draft';
import type { Trigger } from '@/lib/knowledge/schema';
import styles from '../desk.module.css';
import { EntryPicker } from './entry-picker';
import { fromLocalField, toLocalField } from './local-time';
import { fromTag, toTag } from './trigger-words';
import type { Push } from './use-push';

/** One notice: what to say, when it applies, for whom, from when to when; beside it how agents will see it. */
export function NoticeForm({ start, push }: { start: NoticeDraft; push: Push }) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const save = useHostAction('notice.save');
  const { data: lead } = useHostQuery('lead.state', {});
  const { data: shops = [] } = useHostQuery('shop.list', {});
  const [draft, setDraft] = useState<NoticeDraft>(start);
  const set = (part: Partial<NoticeDraft>) => setDraft((before) => ({ ...before, ...part }));
  const scenes = useMemo(() => toSceneOptions(t), [t]);
  const groups = [...new Set([...(lead?.team?.groups ?? []), ...draft.groups])];
  const shopNames = [
    ...new Set([
      ...shops.filter(({ shopId }) => shopId !== 'default').map(({ name, shopId }) => name || shopId),
      ...draft.shops,
    ]),
  ];
  const governsNothing = draft.scenes.length + draft.triggers.length + draft.entries.length === 0;
  const isWrongPeriod = draft.from !== '' && draft.to !== '' && draft.from >= draft.to;
  const isComplete = draft.title.trim() !== '' && draft.wording.trim() !== '' && !isWrongPeriod;

  const submit = (event: FormEvent, andPush: boolean) => {
    event.preventDefault();
    if (!isComplete) return;
    save.mutate(
      { notice: draft },
      {
        onSuccess: () => {
          show('saved');
          window.location.hash = toHash('notices');
          if (andPush) void push.push(draft.title);
        },
      },
    );
  };
  return (
    <form className={styles.twoColumns} onSubmit={(event) => submit(event, true)} noValidate data-testid="notice-form">
      <div className={styles.panelBox}>
        <div className={styles.stack}>
          <TextInput
            label={t('notices.title')}
            placeholder={t('notices.titleHint')}
            required
            maxLength={200}
            data-testid="notice-title"
            value={draft.title}
            onChange={(event) => set({ title: event.currentTarget.value })}
          />
          <Textarea
            label={t('notices.wording')}
            description={t('notices.wordingHint')}
            required
            autosize
            minRows={3}
            maxLength={2000}
            data-testid="notice-wording"
            value={draft.wording}
            onChange={(event) => set({ wording: event.currentTarget.value })}
          />
          <Textarea
            label={t('notices.why')}
            placeholder={t('notices.whyHint')}
            autosize
            maxLength={2000}
            data-testid="notice-reason"
            value={draft.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
          <Switch
            label={t('notices.mustReadLabel')}
            description={t('notices.mustReadHint')}
            data-testid="notice-must-read"
            checked={draft.mustRead}
            onChange={(event) => set({ mustRead: event.currentTarget.checked })}
          />
          <h2 className={styles.h2}>{t('notices.governs')}</h2>
          {governsNothing && <p className={styles.rowMeta}>{t('notices.governsNothing')}</p>}
          <TagsInput
            label={t('notices.triggers')}
            description={t('notices.triggersHint')}
            data-testid="notice-triggers"
            acceptValueOnBlur
            splitChars={['，', ',', '、']}
            value={draft.triggers.map(toTag)}
            onChange={(tags) =>
              set({
                triggers: tags
                  .map((tag) => fromTag(tag, draft.triggers))
                  .filter((trigger): trigger is Trigger => trigger !== null),
              })
            }
          />
          <MultiSelect
            label={t('notices.scenes')}
            data-testid="notice-scenes"
            searchable
            clearable
            data={scenes}
            value={draft.scenes}
            onChange={(value) => set({ scenes: value })}
          />
          <EntryPicker
            label={t('notices.entries')}
            testId="notice-entries"
            value={draft.entries}
            onChange={(entries) => set({ entries })}
          />
          <h2 className={styles.h2}>{t('notices.old')}</h2>
          <EntryPicker
            label={t('notices.oldEntries')}
            description={t('notices.oldHint')}
            testId="notice-old-entries"
            value={draft.replacesEntries}
            onChange={(replacesEntries) => set({ replacesEntries })}
          />
          <Textarea
            label={t('notices.oldTexts')}
            autosize
            data-testid="notice-old-texts"
            value={draft.replacesTexts.join('\n')}
            onChange={(event) => set({ replacesTexts: event.currentTarget.value.split('\n').slice(0, 50) })}
          />
          <h2 className={styles.h2}>{t('notices.forWhom')}</h2>
          <div className={styles.fieldGrid}>
            <TagsInput
              label={t('notices.groups')}
              placeholder={draft.groups.length === 0 ? t('notices.everybody') : undefined}
              data={groups}
              data-testid="notice-groups"
              value={draft.groups}
              onChange={(value) => set({ groups: value })}
            />
            <TagsInput
              label={t('notices.shops')}
              placeholder={draft.shops.length === 0 ? t('notices.allShops') : undefined}
              data={shopNames}
              data-testid="notice-shops"
              value={draft.shops}
              onChange={(value) => set({ shops: value })}
            />
            <TextInput
              type="datetime-local"
              label={t('notices.from')}
              data-testid="notice-from"
              value={toLocalField(draft.from, 'from')}
              onChange={(event) => set({ from: fromLocalField(event.currentTarget.value) })}
            />
            <TextInput
              type="datetime-local"
              label={t('notices.to')}
              data-testid="notice-to"
              error={isWrongPeriod ? t('notices.wrongPeriod') : null}
              value={toLocalField(draft.to, 'to')}
              onChange={(event) => set({ to: fromLocalField(event.currentTarget.value) })}
            />
          </div>
        </div>
      </div>
      <aside className={styles.side}>
        <h2 className={styles.h2}>{t('notices.preview')}</h2>
        <NoticeCard
          title={draft.title || t('notices.titleHint')}
          wording={draft.wording || '…'}
          reason={draft.reason || undefined}
          mustRead={draft.mustRead}
          from={draft.from || undefined}
          to={draft.to || undefined}
        />
        <p className={styles.rowMeta}>{t('notices.previewHint')}</p>
        <div className={styles.sideButtons}>
          <Button
            type="submit"
            disabled={!isComplete}
            loading={save.isPending}
            leftSection={<IconSpeakerphone size={16} aria-hidden />}
            data-testid="notice-save-push"
          >
            {t('notices.savePush')}
          </Button>
          <Button
            variant="default"
            disabled={!isComplete}
            data-testid="notice-save"
            onClick={(event) => submit(event, false)}
          >
            {t('notices.save')}
          </Button>
          <Button component="a" variant="subtle" href={toHash('notices')}>
            {t('cancel')}
          </Button>
        </div>
        {save.isError && (
          <p className={styles.error} role="alert">
            {toErrorText(t, save.error)}
          </p>
        )}
      </aside>
    </form>
  );
}
