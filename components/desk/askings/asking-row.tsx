import { Badge, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import type { ProposedAsking } from '@/lib/suggest/llm/askings/asking';
import own from './askings.module.css';

/** What the lead has decided about one asking. */
export interface Decision {
  asking: ProposedAsking;
  keep: boolean;
}

interface AskingRowProps {
  entryId: string;
  decision: Decision;
  onChange(decision: Decision): void;
}

/** One asking: keep or not, changed by typing; a changed one is looked at again. */
export function AskingRow({ entryId, decision: { asking, keep }, onChange }: AskingRowProps) {
  const { t } = useTranslation();
  const client = useHostClient();
  const [text, setText] = useState(asking.text);
  const look = async () => {
    const typed = text.trim();
    if (typed === asking.text) return;
    if (!typed)
      return onChange({ asking: { ...asking, text: typed, state: 'dropped', reason: 'length' }, keep: false });
    const seen = await client
      .call('askings.check.get', { id: entryId, kind: asking.kind, text: typed.slice(0, 120) })
      .catch(() => null);
    const next = seen ?? { ...asking, text: typed };
    setText(next.text);
    onChange({ asking: next, keep: next.state === 'clean' });
  };
  return (
    <li
      className={own.asking}
      data-testid="asking"
      data-kind={asking.kind}
      data-state={asking.state}
      data-reason={asking.reason ?? undefined}
      data-keep={keep}
    >
      <Checkbox
        size="sm"
        aria-label={t('askings.keep', { text: asking.text })}
        checked={keep}
        data-asking-box
        onChange={(event) => onChange({ asking, keep: event.currentTarget.checked })}
      />
      <Badge size="sm" variant="light" color="gray" className={own.kind}>
        {t(`askings.kind.${asking.kind}`)}
      </Badge>
      <TextInput
        size="xs"
        variant="unstyled"
        className={own.text}
        aria-label={t('askings.text')}
        maxLength={120}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void look()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.currentTarget.blur();
        }}
      />
      <Reach asking={asking} />
      {asking.reason && <ReasonNote asking={asking} />}
    </li>
  );
}

/** Whether a buyer who writes this sees the entry now, and would afterwards. */
function Reach({ asking }: { asking: ProposedAsking }) {
  const { t } = useTranslation();
  if (asking.state === 'dropped') return null;
  const code = asking.before ? 'before' : asking.after ? 'after' : 'exact';
  return (
    <span className={own.reach} data-reach={code} title={t(`askings.reach.${code}Hint`)}>
      {t(`askings.reach.${code}`)}
    </span>
  );
}

/** Why it is marked or was left out. */
export function ReasonNote({ asking }: { asking: ProposedAsking }) {
  const { t } = useTranslation();
  return (
    <span className={own.reason}>
      {asking.rival
        ? t('askings.reason.neighbourOf', { title: asking.rival.title })
        : t(`askings.reason.${asking.reason}`)}
    </span>
  );
}
