import { Anchor, Autocomplete, Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconExternalLink, IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostClient } from '@/components/host-client-context';
import { toPermissionOrigin } from '@/components/text/permission-origin';
import { useToasts } from '@/components/ui/toasts';
import type { LlmReason, LlmSettingsView, LlmVerdict } from '@/lib/platform/methods/llm-methods';
import { getPreset, LLM_PRESETS } from '@/lib/suggest/llm/presets';
import styles from './desk.module.css';
import { LlmVerdictNote } from './llm-verdict-note';

const isUrl = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text);
const toOrigin = (text: string): string => /^https?:\/\/[^/]+/.exec(text.trim())?.[0].toLowerCase() ?? '';

/**
 * Service, key, one press: that press asks for the permission first (browsers demand it), then keeps, tests and, when the endpoint
 * answers, switches on. A key belongs to the address that it was typed for.
 */
export function LlmSetup({ settings }: { settings: LlmSettingsView }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const save = useHostAction('llm.settings.set');
  const [preset, setPreset] = useState(settings.preset);
  const [baseUrl, setBaseUrl] = useState(settings.baseUrl);
  const [model, setModel] = useState(settings.model);
  const [key, setKey] = useState('');
  const [models, setModels] = useState<string[]>([]);
  const [busy, setBusy] = useState<'test' | 'models' | null>(null);
  const [verdict, setVerdict] = useState<LlmVerdict | null>(null);
  const known = getPreset(preset);
  const keySet = settings.key.set && toOrigin(baseUrl) === toOrigin(settings.baseUrl);

  const choose = (id: string) => {
    const next = getPreset(id);
    setPreset(id);
    setBaseUrl(next.baseUrl);
    setModel(next.model);
    setModels([]);
    setKey('');
    setVerdict(null);
  };
  const keep = async () => {
    await client.call('llm.settings.set', { preset, baseUrl: baseUrl.trim(), model: model.trim() });
    if (key.trim()) await client.call('llm.key.set', { key: key.trim(), baseUrl: baseUrl.trim() });
    setKey('');
  };
  const fail = (reason: LlmReason) => setVerdict({ ok: false, reason });
  /** Runs `act` once the origin is granted. The request is the first thing that the press does. */
  const withPermission = (name: 'test' | 'models', act: () => Promise<void>) => () => {
    if (!isUrl(baseUrl.trim())) return fail('no-model');
    const answer = client.requestOrigins([toPermissionOrigin(baseUrl.trim())]);
    setBusy(name);
    setVerdict(null);
    keep()
      .then(() => answer)
      .then((granted) => (granted ? act() : fail('permission')))
      .catch(() => show('stopped'))
      .finally(() => setBusy(null));
  };
  const test = withPermission('test', async () => {
    const result = await client.call('llm.test', {});
    setVerdict(result);
    if (result.ok) await client.call('llm.settings.set', { on: true });
  });
  const load = withPermission('models', async () => {
    const result = await client.call('llm.models', {});
    if (!result.ok) return fail(result.reason);
    setModels(result.models);
    if (result.models.length === 0) show('refused');
    else if (
      !model.trim() ||
      (result.models.length > 0 && known.baseUrl.includes('localhost') && !result.models.includes(model))
    )
      setModel(result.models[0] ?? '');
  });

  return (
    <section className={styles.panelBox} aria-label={t('llm.settings.step1')} data-testid="llm-settings">
      <div className={styles.llmSteps}>
        <Select
          label={t('llm.settings.provider')}
          data-testid="llm-preset"
          allowDeselect={false}
          data={LLM_PRESETS.map(({ id, name }) => ({ value: id, label: name ?? t(`llm.preset.${id}`) }))}
          value={preset}
          onChange={(id) => id && choose(id)}
        />
        <TextInput
          label={t('llm.settings.baseUrl')}
          description={t('llm.settings.baseUrlHint')}
          data-testid="llm-base-url"
          type="url"
          value={baseUrl}
          onChange={(event) => {
            setBaseUrl(event.currentTarget.value);
            setVerdict(null);
          }}
        />
        <PasswordInput
          label={t('llm.settings.key')}
          description={t('llm.settings.keyHint')}
          data-testid="llm-key"
          autoComplete="off"
          placeholder={
            keySet
              ? settings.key.set && settings.key.tail
                ? t('llm.settings.keySet', { tail: settings.key.tail })
                : t('llm.settings.keySetShort')
              : known.needsKey
                ? 'sk-…'
                : t('llm.settings.keyNone')
          }
          value={key}
          onChange={(event) => {
            setKey(event.currentTarget.value);
            setVerdict(null);
          }}
        />
        <div className={styles.llmModel}>
          <Autocomplete
            label={t('llm.settings.model')}
            description={t('llm.settings.modelHint')}
            data-testid="llm-model"
            className={styles.grow}
            data={models}
            limit={50}
            value={model}
            onChange={setModel}
          />
          <Button
            variant="default"
            loading={busy === 'models'}
            disabled={busy === 'test'}
            data-testid="llm-load-models"
            onClick={load}
          >
            {t('llm.settings.loadModels')}
          </Button>
        </div>
      </div>
      <div className={styles.llmActions}>
        <Button
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          loading={busy === 'test'}
          disabled={busy === 'models'}
          data-testid="llm-test"
          onClick={test}
        >
          {t('llm.settings.step3')}
        </Button>
        {known.keyPage && (
          <Anchor href={known.keyPage} target="_blank" rel="noreferrer" size="sm">
            {t('llm.settings.keyGet')} <IconExternalLink size={13} aria-hidden />
          </Anchor>
        )}
        <span className={styles.spring} />
        {keySet && (
          <Button
            variant="subtle"
            color="gray"
            data-testid="llm-key-forget"
            onClick={() =>
              client.call('llm.key.set', { key: '', baseUrl: settings.baseUrl }).catch(() => show('stopped'))
            }
          >
            {t('llm.settings.keyForget')}
          </Button>
        )}
      </div>
      <LlmVerdictNote verdict={verdict} origin={window.location.origin} />
      <p className={`${styles.rowMeta} ${styles.llmRules}`} aria-live="polite">
        {save.isError ? t('error.unknown') : t('llm.settings.rules')}
      </p>
    </section>
  );
}
