import { Button, Kbd, Table } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TOOL_KEYS } from '@/components/text/tool-keys';
import { useToasts } from '@/components/ui/toasts';
import { LLM_TOOLS } from '@/lib/suggest/llm/tools';
import styles from './desk.module.css';
import { DeskPage } from './desk-page';

/** Browsers open their own pages only from the address bar, so the address is offered for copying. */
const KEYS_PAGE = 'chrome://extensions/shortcuts';

/** Every key, and how to change those that the browser owns. */
export function ShortcutsPage() {
  const { t } = useTranslation();
  const { show } = useToasts();
  const rows: [string[], string][] = [
    [['Alt', 'J'], t('desk.shortcuts.open')],
    ...[1, 2, 3].map((place): [string[], string] => [['Alt', String(place)], t('desk.shortcuts.insert', { place })]),
    [['/'], t('desk.shortcuts.search')],
    [['↑', '↓'], t('desk.shortcuts.move')],
    [['Enter'], t('desk.shortcuts.pick')],
    [['Alt', '1…9'], t('desk.shortcuts.place')],
    [['↓'], t('desk.shortcuts.browse')],
    [['Alt', 'Q'], t('desk.shortcuts.ask')],
    [['Esc'], t('desk.shortcuts.clear')],
    ...LLM_TOOLS.map((tool): [string[], string] => [
      ['Alt', TOOL_KEYS[tool].label],
      t('desk.shortcuts.tool', { does: t(`llm.tool.does.${tool}`) }),
    ]),
    [['Alt', 'Enter'], t('desk.shortcuts.toolUse')],
    [['Alt', 'Z'], t('desk.shortcuts.toolUndo')],
    [['Alt', 'L'], t('llm.dock.jump')],
  ];
  return (
    <DeskPage title={t('desk.nav.shortcuts')} lead={t('desk.shortcuts.lead')}>
      <div className={styles.panelBox}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={160}>{t('desk.shortcuts.key')}</Table.Th>
              <Table.Th>{t('desk.shortcuts.does')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([keys, words]) => (
              <Table.Tr key={words}>
                <Table.Td>
                  <span className={styles.keys}>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </span>
                </Table.Td>
                <Table.Td>{words}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <div className={styles.panelBox}>
        <h2 className={styles.h2}>{t('desk.shortcuts.changeTitle')}</h2>
        <p className={styles.lead}>{t('desk.shortcuts.changeText')}</p>
        <div className={styles.addressRow}>
          <code className={styles.url}>{KEYS_PAGE}</code>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={() =>
              navigator.clipboard.writeText(KEYS_PAGE).then(
                () => show('copied'),
                () => show('copy-failed'),
              )
            }
          >
            {t('desk.shortcuts.copyAddress')}
          </Button>
        </div>
        <p className={styles.rowMeta}>{t('desk.shortcuts.linux')}</p>
      </div>
    </DeskPage>
  );
}
