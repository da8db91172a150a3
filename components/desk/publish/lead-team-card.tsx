import { Alert, Button, FileButton, Input, SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconKey } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '@/components/desk/import/save-file';
import { useHostAction } from '@/components/hooks/use-host-action';
import { toErrorText } from '@/components/text/host-error';
import { useToasts } from '@/components/ui/toasts';
import type { LeadState } from '@/lib/platform/methods/publish-methods';
import styles from '../desk.module.css';

const LEVELS = ['company', 'shop'] as const;

/** Name and groups of the team, and its key: made here, kept here, backed up by the lead. */
export function LeadTeamCard({ state }: { state: LeadState }) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const save = useHostAction('lead.team');
  const [open, setOpen] = useState(state.team === null);
  const [name, setName] = useState(state.team?.name ?? '');
  const [groups, setGroups] = useState<string[]>(state.team?.groups ?? []);
  const [level, setLevel] = useState<'company' | 'shop'>(state.team?.level ?? 'company');

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { name: name.trim(), groups, level },
      {
        onSuccess: () => {
          setOpen(false);
          show('saved');
        },
      },
    );
  };
  return (
    <section className={styles.panelBox} aria-label={t('publish.team.title')} data-testid="lead-team">
      <div className={styles.cardHead}>
        <h2 className={styles.h2}>{t('publish.team.title')}</h2>
        {state.team && !open && (
          <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
            {t('publish.edit')}
          </Button>
        )}
      </div>
      {open ? (
        <form onSubmit={onSubmit} className={styles.stack}>
          {!state.team && <p className={styles.rowMeta}>{t('publish.team.why')}</p>}
          <TextInput
            label={t('publish.team.name')}
            placeholder={t('publish.team.nameHint')}
            maxLength={100}
            required
            data-testid="team-name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TagsInput
            label={t('publish.team.groups')}
            description={t('publish.team.groupsHint')}
            placeholder={groups.length === 0 ? t('publish.team.groupsExample') : undefined}
            maxTags={100}
            data-testid="team-groups"
            value={groups}
            onChange={setGroups}
            acceptValueOnBlur
          />
          <Input.Wrapper label={t('publish.team.level')} description={t('publish.team.levelHint')} labelElement="div">
            <SegmentedControl
              mt={6}
              fullWidth
              aria-label={t('publish.team.level')}
              data={LEVELS.map((value) => ({ value, label: t(`publish.team.levels.${value}`) }))}
              value={level}
              onChange={(value) => setLevel(value as 'company' | 'shop')}
            />
          </Input.Wrapper>
          <div className={styles.formEnd}>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''} data-testid="team-save">
              {t(state.team ? 'save' : 'publish.team.create')}
            </Button>
            {save.isError && <span className={styles.error}>{toErrorText(t, save.error)}</span>}
            {!state.team && <ImportKey />}
          </div>
        </form>
      ) : (
        <p className={styles.rowMeta}>
          {[state.team?.name, t(`publish.team.levels.${state.team?.level ?? 'company'}`), state.team?.groups.join('、')]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {state.team && <KeyBackup state={state} />}
    </section>
  );
}

function KeyBackup({ state }: { state: LeadState }) {
  const { t } = useTranslation();
  const exportKey = useHostAction('lead.exportKey');
  const save = () =>
    exportKey.mutate(
      {},
      {
        onSuccess: ({ file }) => saveFile(`deskmate-${state.team?.name ?? 'team'}-key.json`, file, 'application/json'),
      },
    );
  return (
    <Alert
      mt="sm"
      color={state.keySaved ? 'gray' : 'orange'}
      icon={state.keySaved ? <IconKey size={17} /> : <IconAlertTriangle size={17} />}
      title={t(state.keySaved ? 'publish.key.saved' : 'publish.key.unsaved')}
      data-testid="key-backup"
      data-saved={state.keySaved}
    >
      <p className={styles.plain}>{t('publish.key.text')}</p>
      <div className={styles.sourceActions}>
        <Button size="xs" variant={state.keySaved ? 'default' : 'filled'} onClick={save} data-testid="key-export">
          {t('publish.key.export')}
        </Button>
        <ImportKey />
      </div>
    </Alert>
  );
}

function ImportKey() {
  const { t } = useTranslation();
  const { show } = useToasts();
  const importKey = useHostAction('lead.importKey');
  const onFile = async (file: File | null) => {
    if (!file) return;
    importKey.mutate({ file: (await file.text()).slice(0, 20_000) }, { onSuccess: () => show('saved') });
  };
  return (
    <>
      <FileButton accept="application/json,.json" onChange={(file) => void onFile(file)}>
        {(props) => (
          <Button {...props} size="xs" variant="subtle">
            {t('publish.key.import')}
          </Button>
        )}
      </FileButton>
      {importKey.isError && <span className={styles.error}>{toErrorText(t, importKey.error)}</span>}
    </>
  );
}
