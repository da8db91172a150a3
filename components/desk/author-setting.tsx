import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';

/** The name that own entries are signed with; kept on this machine. */
export function AuthorSetting() {
  const { t } = useTranslation();
  const { data } = useHostQuery('editor.author.get', {});
  const save = useHostAction('editor.author.set');
  const [typed, setTyped] = useState('');
  useEffect(() => setTyped(data ?? ''), [data]);
  return (
    <TextInput
      w={180}
      maxLength={60}
      aria-label={t('editor.author')}
      placeholder={t('editor.authorHint')}
      data-testid="author-setting"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => typed.trim() !== (data ?? '') && save.mutate({ name: typed.trim() })}
    />
  );
}
