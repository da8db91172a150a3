import { UnstyledButton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaintedList } from '@/components/hooks/use-painted-list';
import { usePaintedReport } from '@/components/hooks/use-painted-report';
import { isSameConversation } from '@/lib/chat/conversation';
import type { TabView } from '@/lib/platform/messages';
import type { Advice, Suggestion } from '@/lib/suggest/view-model';
import { AttributeAsk } from './attribute-ask';
import { CardItem } from './card-item';
import styles from './panel.module.css';
import { ListSkeleton } from './panel-states';
import { getListKey, getPlaces } from './pieces';
import { SilenceNote } from './silence-note';
import { SuggestionItem } from './suggestion-item';
import { useAskLead } from './use-ask-lead';
import { usePlaceKeys } from './use-place-keys';

interface AdviceListProps {
  tab: TabView;
  isHeld: boolean;
  onSearch: () => void;
}

/**
 * The attribute question, the best suggestion, cards, then the other suggestions: what pops up must stand on the first
 * screen. Painted from a held copy of the advice: what stands under the agent's hand does not move, and an insert writes
 * what stands there.
 */
export function AdviceList({ tab, isHeld, onSearch }: AdviceListProps) {
  const { t } = useTranslation();
  const { painted, waiting, takeNow, handlers } = usePaintedList(tab.advice, getListKey);
  const places = useMemo(() => getPlaces(painted), [painted]);
  usePaintedReport(tab.tabId, painted?.ref ?? tab.ref, places, isHeld);
  const placeOf = (id: string) => {
    const index = places.findIndex((piece) => piece.id === id);
    return index < 0 ? undefined : index + 1;
  };
  usePlaceKeys(places, painted?.ref ?? null);
  const onAskLead = useAskLead(tab);
  if (!painted) return <ListSkeleton />;
  const switched = waiting && !isSameConversation(painted.ref, tab.ref);
  return (
    <div className={styles.list} data-testid="advice" data-stale={waiting} aria-busy={waiting} {...handlers}>
      {waiting && (
        <UnstyledButton className={styles.updated} data-testid="updated" onClick={takeNow}>
          <IconRefresh size={13} aria-hidden /> {t(switched ? 'list.switched' : 'list.updated')}
        </UnstyledButton>
      )}
      {painted.silence && <SilenceNote tab={tab} advice={painted} reason={painted.silence} onSearch={onSearch} />}
      {painted.ask && <AttributeAsk ask={painted.ask} placeOf={placeOf} ref_={painted.ref} />}
      <Suggestions
        suggestions={painted.suggestions.slice(0, 1)}
        advice={painted}
        placeOf={placeOf}
        onAskLead={onAskLead}
      />
      {painted.cards.length > 0 && (
        <ul className={styles.suggestions} aria-label={t('list.cards')}>
          {painted.cards.map((card) => (
            <CardItem key={card.id} card={card} placeOf={placeOf} ref_={painted.ref} />
          ))}
        </ul>
      )}
      <Suggestions
        suggestions={painted.suggestions.slice(1)}
        advice={painted}
        placeOf={placeOf}
        onAskLead={onAskLead}
      />
    </div>
  );
}

interface SuggestionsProps {
  suggestions: Suggestion[];
  advice: Advice;
  placeOf: (id: string) => number | undefined;
  onAskLead: () => void;
}

/** Alternatives below this, or far below the first, are guesses beside it. */
const WEAK = 0.35;
const FAR_BELOW = 0.5;

/** The first one has passed the floor; what stands behind it may be far from sure. A notice is never a guess. */
function isWeak(suggestion: Suggestion, { suggestions: [first] }: Advice): boolean {
  if (!first || suggestion.id === first.id || suggestion.origin !== 'local') return false;
  return suggestion.confidence < Math.max(WEAK, first.confidence * FAR_BELOW);
}

function Suggestions({ suggestions, advice, placeOf, onAskLead }: SuggestionsProps) {
  const { t } = useTranslation();
  if (suggestions.length === 0) return null;
  return (
    <ol className={styles.suggestions} aria-label={t('list.suggestions')}>
      {suggestions.map((suggestion) => (
        <SuggestionItem
          key={suggestion.id}
          suggestion={suggestion}
          place={placeOf(suggestion.id)}
          ref_={advice.ref}
          turnId={advice.turnId ?? ''}
          weak={isWeak(suggestion, advice)}
          onAskLead={onAskLead}
        />
      ))}
    </ol>
  );
}
