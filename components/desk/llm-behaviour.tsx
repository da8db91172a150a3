import { NumberInput, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import type { LlmSettingsChange, LlmSettingsView } from '@/lib/platform/methods/llm-methods';
import { toCost } from '@/lib/suggest/llm/estimate';
import styles from './desk.module.css';

const MODES = ['auto', 'press'] as const;
const TEN_THOUSAND = 10_000;

/** On or off, when, in what tone, and how much a day; each change is kept at once. */
export function LlmBehaviour({ settings }: { settings: LlmSettingsView }) {
  const { t, i18n } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const [tone, setTone] = useState(settings.tone);
  const set = (change: LlmSettingsChange) => {
    client.call('llm.settings.set', change).catch(() => show('stopped'));
  };
  const { requests, tokensIn, tokensOut } = settings.today;
  const cost = toCost({ in: tokensIn, out: tokensOut }, { in: settings.priceIn, out: settings.priceOut });
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <section className={styles.panelBox} aria-label={t('llm.settings.more')}>
      <Row label={t('llm.settings.on')} hint={t('llm.settings.onHint')}>
        <Switch
          aria-label={t('llm.settings.on')}
          data-testid="llm-on"
          checked={settings.on}
          onChange={(event) => set({ on: event.currentTarget.checked })}
        />
      </Row>
      <Row label={t('llm.settings.mode')}>
        <SegmentedControl
          aria-label={t('llm.settings.mode')}
          data-testid="llm-mode"
          data={MODES.map((value) => ({ value, label: t(`llm.settings.modes.${value}`) }))}
          value={settings.mode}
          onChange={(mode) => set({ mode })}
        />
      </Row>
      <Row label={t('llm.settings.tone')} hint={t('llm.settings.toneHint')}>
        <TextInput
          aria-label={t('llm.settings.tone')}
          data-testid="llm-tone"
          w={280}
          maxLength={200}
          value={tone}
          onChange={(event) => setTone(event.currentTarget.value)}
          onBlur={() => tone !== settings.tone && set({ tone })}
        />
      </Row>
      <Row label={t('llm.settings.budget')} hint={t('llm.settings.budgetHint')}>
        <NumberInput
          aria-label={t('llm.settings.budget')}
          data-testid="llm-budget"
          w={140}
          min={0}
          max={100_000}
          value={settings.dailyTokens / TEN_THOUSAND}
          onBlur={(event) => {
            const value = Number(event.currentTarget.value.replaceAll(',', ''));
            if (Number.isFinite(value)) set({ dailyTokens: Math.round(value * TEN_THOUSAND) });
          }}
        />
      </Row>
      <Row label={t('llm.settings.priceIn')} hint={t('llm.settings.priceHint')}>
        <Price label={t('llm.settings.priceIn')} value={settings.priceIn} onSave={(priceIn) => set({ priceIn })} />
      </Row>
      <Row label={t('llm.settings.priceOut')}>
        <Price label={t('llm.settings.priceOut')} value={settings.priceOut} onSave={(priceOut) => set({ priceOut })} />
      </Row>
      <Row label={t('llm.settings.today')}>
        <span data-testid="llm-today">
          {t('llm.settings.todayText', {
            requests: number.format(requests),
            tokens: number.format(tokensIn + tokensOut),
          })}
          {cost > 0 && ` · ${t('llm.settings.cost', { cost: cost.toFixed(2) })}`}
        </span>
      </Row>
    </section>
  );
}

function Row({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className={styles.setting}>
      <div className={styles.grow}>
        <div className={styles.settingLabel}>{label}</div>
        {hint && <p className={styles.rowMeta}>{hint}</p>}
      </div>
      {children}
    </div>
  );
}

function Price({ label, value, onSave }: { label: string; value: number; onSave(value: number): void }) {
  return (
    <NumberInput
      aria-label={label}
      w={140}
      min={0}
      decimalScale={4}
      value={value}
      onBlur={(event) => {
        const next = Number(event.currentTarget.value.replaceAll(',', ''));
        if (Number.isFinite(next) && next !== value) onSave(next);
      }}
    />
  );
}
