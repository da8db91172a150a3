import { Button, Progress, SegmentedControl, Select } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { toSourceName } from '@/components/text/source-name';
import { imagesOf } from '@/lib/knowledge/media/image';
import { ENTRY_KINDS } from '@/lib/knowledge/schema';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import { EXPORT_FORMATS, type ExportFormat, fetchRows, toExportFile, withImages } from './export-rows';
import styles from './import.module.css';
import { saveFile } from './save-file';

/** Gives out what is there, all of it or a part, in a form that comes back equal. */
export function ExportBox() {
  const { t } = useTranslation();
  const client = useHostClient();
  const { data: sources = [] } = useHostQuery('sync.status', {});
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [source, setSource] = useState<string | null>(OWN_SOURCE);
  const [kind, setKind] = useState<string | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const isStopped = useRef(false);

  const run = async () => {
    isStopped.current = false;
    setNote(null);
    setProgress(0);
    try {
      const filter = { query: '', kind, scene: null, source };
      const rows = await fetchRows(client, filter, (done, total) => {
        setProgress(total > 0 ? done / total : 1);
        return isStopped.current;
      });
      if (!rows) return;
      if (rows.length === 0) return setNote(t('import.export.empty'));
      const file = toExportFile(format === 'jsonl' ? await withImages(client, rows) : rows, format);
      if (!file.ok) return setNote(t('import.export.tooLong'));
      const day = new Date().toISOString().slice(0, 10);
      saveFile(`deskmate-${day}.${format}`, file.value.content, file.value.type);
      const isWithout = format !== 'jsonl' && rows.some((row) => imagesOf(row).length > 0);
      setNote(t(isWithout ? 'import.export.noPictures' : 'import.export.done', { count: rows.length }));
    } catch {
      setNote(t('toast.stopped'));
    } finally {
      setProgress(null);
    }
  };
  return (
    <section className={styles.box} aria-label={t('import.export.title')}>
      <h2 className={styles.h2}>{t('import.export.title')}</h2>
      <p className={styles.hint}>{t('import.export.hint')}</p>
      <div className={styles.exportRow}>
        <Select
          size="xs"
          aria-label={t('desk.knowledge.source')}
          placeholder={t('import.export.allSources')}
          clearable
          data={[
            { value: OWN_SOURCE, label: toSourceName(t, OWN_SOURCE, undefined) },
            ...sources.map((one) => ({ value: one.id, label: toSourceName(t, one.id, one.name) })),
          ]}
          value={source}
          onChange={setSource}
        />
        <Select
          size="xs"
          aria-label={t('desk.knowledge.kind')}
          placeholder={t('import.export.allKinds')}
          clearable
          data={ENTRY_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          value={kind}
          onChange={setKind}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('import.export.format')}
          data={EXPORT_FORMATS.map((one) => ({ value: one, label: one.toUpperCase() }))}
          value={format}
          onChange={(value) => setFormat(value)}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          data-testid="export"
          onClick={() => {
            isStopped.current = progress !== null;
            if (progress === null) void run();
          }}
        >
          {progress === null ? t('import.export.button') : t('cancel')}
        </Button>
      </div>
      {progress !== null && <Progress value={100 * progress} mt={8} aria-label={t('import.export.title')} />}
      {note && (
        <p className={styles.hint} role="status" data-testid="export-note">
          {note}
        </p>
      )}
    </section>
  );
}
