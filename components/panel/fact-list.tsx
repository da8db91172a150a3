import { useDebouncedValue } from '@mantine/hooks';
import { IconHanger, IconReceipt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import { HarmlessText } from '@/components/text/harmless-text';
import { toPlace } from '@/components/text/place-name';
import { refKey } from '@/lib/chat/conversation';
import type { FactSheet, PageFact } from '@/lib/chat/page-facts';
import type { TabView } from '@/lib/platform/messages';
import styles from './facts.module.css';
import { AFTER_MS } from './read-list';

/** What the page says of orders and products, each with the place it was read from; folded until somebody wants to know. */
export function FactList({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const [revision] = useDebouncedValue(tab.revision, AFTER_MS);
  // who has opened it looks at it for the next buyer too
  const [isOpen, setIsOpen] = useState(false);
  const of = tab.ref ? refKey(tab.ref) : '';
  const { data: sheets = [] } = useQuery<FactSheet[]>({
    queryKey: ['facts.get', tab.tabId, of, revision],
    queryFn: () => client.call('facts.get', { tabId: tab.tabId }),
    // one buyer's order never stands under another's name, not for a moment
    placeholderData: (before, query) => (query?.queryKey[2] === of ? before : undefined),
    gcTime: 0,
  });
  if (sheets.length === 0) return null;
  const state = sheets.flatMap(({ facts }) => facts).find(({ name }) => name === 'state')?.value;
  return (
    <details
      className={styles.facts}
      data-testid="page-facts"
      data-count={sheets.length}
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        {t('pageFacts.title', { count: sheets.length })}
        {state && (
          <>
            {' · '}
            <HarmlessText text={state} max={16} />
          </>
        )}
      </summary>
      <ul className={styles.sheets}>
        {sheets.map((sheet) => (
          <Sheet key={toKey(sheet)} sheet={sheet} />
        ))}
      </ul>
    </details>
  );
}

const toKey = ({ kind, facts }: FactSheet): string =>
  JSON.stringify([kind, ...facts.map(({ name, label, value }) => [name, label, value])]);

/** One order or product. Its place stands once, unless its facts come from several. */
function Sheet({ sheet }: { sheet: FactSheet }) {
  const { t } = useTranslation();
  const { kind, facts, items } = sheet;
  const title = facts.find(({ name }) => name === (kind === 'order' ? 'id' : 'title'));
  const rest = facts.filter((fact) => fact !== title);
  const places = new Set([...facts, ...items.flatMap((item) => item.facts)].map(({ readFrom }) => readFrom));
  const isMixed = places.size > 1;
  const [place] = places;
  const Icon = kind === 'order' ? IconReceipt : IconHanger;
  return (
    <li className={styles.sheet} data-testid="fact-sheet" data-kind={kind}>
      <div className={styles.head}>
        <Icon size={14} aria-hidden />
        <strong className={styles.name} data-testid={title && 'page-fact'} data-name={title?.name}>
          {kind === 'order' && `${t('pageFacts.kind.order')} `}
          {title ? <HarmlessText text={title.value} max={120} /> : kind === 'product' && t('pageFacts.kind.product')}
        </strong>
        {(isMixed ? title : place) && <Place kind={kind} readFrom={(isMixed ? title?.readFrom : place) ?? 'panel'} />}
      </div>
      {rest.length > 0 && (
        <dl className={styles.rows}>
          {rest.map((fact) => (
            <Row key={`${fact.name} ${fact.label} ${fact.value}`} kind={kind} fact={fact} withPlace={isMixed} />
          ))}
        </dl>
      )}
      {items.length > 0 && (
        <ul className={styles.items} aria-label={t('pageFacts.items')}>
          {items.map((item) => (
            <Item key={toKey(item)} item={item} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Row({ kind, fact, withPlace }: { kind: FactSheet['kind']; fact: PageFact; withPlace: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.row} data-testid="page-fact" data-name={fact.name} data-read-from={fact.readFrom}>
      <dt>
        {fact.label === undefined ? t(`pageFacts.name.${fact.name}`) : <HarmlessText text={fact.label} max={24} />}
      </dt>
      <dd>
        <HarmlessText text={fact.value} max={200} />
        {withPlace && <Place kind={kind} readFrom={fact.readFrom} />}
      </dd>
    </div>
  );
}

/** A bought product in one line: what it is, then what decides it (colour, size). */
function Item({ item }: { item: FactSheet }) {
  const { t } = useTranslation();
  return (
    <li className={styles.item}>
      {item.facts.map((fact, i) => (
        <span key={`${fact.name} ${fact.label} ${fact.value}`} data-testid="page-fact" data-name={fact.name}>
          {i > 0 && ' · '}
          {fact.name !== 'title' && `${fact.label ?? t(`pageFacts.name.${fact.name}`)} `}
          <HarmlessText text={fact.value} max={120} />
        </span>
      ))}
    </li>
  );
}

function Place({ kind, readFrom }: { kind: FactSheet['kind']; readFrom: PageFact['readFrom'] }) {
  const { t } = useTranslation();
  return (
    <span className={styles.place} data-testid="fact-place" data-read-from={readFrom}>
      {t('pageFacts.place', { place: toPlace(t, kind, readFrom) })}
    </span>
  );
}
