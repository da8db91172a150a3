import { type Conversation, messageText } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import { fitsList, fitsPlatform } from '@/lib/knowledge/entry';
import type { Entry } from '@/lib/knowledge/schema';
import { SHOP_FACTS } from '@/lib/knowledge/shop-facts';
import { fillSlots, getSlotLabel } from '@/lib/knowledge/slots';
import type { AssistantSettings, SourcedEntry } from '../assistant';
import type { AssistantDeps } from '../assistant-deps';
import { matchTurn } from '../find-entries';
import { findApplied, isGoverned, listNotices } from '../notices';
import { getOptions } from '../playbook';
import type { Shelf } from '../shelf';
import { getSituation, type Situation } from '../situation';
import { getSourceInfo } from '../source-info';
import { checkWhen } from '../when';
import type { Grounding, GroundingFact, GroundingSource } from './grounding';
import { isOpenEntry } from './is-open';

/** Entries asked of retrieval; place, conditions and notices take some away. */
const FETCHED = 40;
const MAX_HISTORY = 14;
const MAX_NOTICES = 6;
const MAX_ORDERS = 3;

/** True for knowledge that may be written from: the team's, for buyers. */
const isOpen = ({ entry }: SourcedEntry): boolean => isOpenEntry(entry);

/** What an entry says to buyers, conditions and limits applied; empty when it says nothing here. */
function getReplyText(entry: Entry, situation: Situation): string {
  const { place } = situation;
  switch (entry.kind) {
    case 'answer': {
      const variant = (entry.variants ?? []).find(
        ({ when, shops, platforms }) =>
          (when || shops?.length || platforms?.length) &&
          fitsList(shops, place.shops) &&
          fitsPlatform(platforms, place.platform) &&
          checkWhen(when, situation).state === 'yes',
      );
      return [variant?.text ?? entry.answer, entry.probe, entry.recommend].filter(Boolean).join('\n');
    }
    case 'card':
      return [...(entry.send ?? []).map(({ text }) => text), entry.body.replaceAll('**', '')].join('\n');
    case 'playbook': {
      const options = getOptions(entry, situation).filter(({ allowed }) => allowed);
      return options.length === 0
        ? ''
        : [...options.map(({ label, text }) => `${label}：${text}`), entry.closing].filter(Boolean).join('\n');
    }
    case 'product':
      return [
        ...Object.entries(entry.attributes ?? {}).map(([name, value]) => `${name}：${value}`),
        ...(entry.facts ?? []).map(({ name, value, unit }) => `${name}：${value}${unit ?? ''}`),
      ].join('\n');
    case 'notice':
      return entry.wording;
    default:
      return '';
  }
}

function toSource(sourced: SourcedEntry, score: number, situation: Situation): GroundingSource[] {
  const { entry } = sourced;
  const { kind } = entry;
  if (kind !== 'answer' && kind !== 'card' && kind !== 'playbook' && kind !== 'product' && kind !== 'notice') return [];
  const text = fillSlots(getReplyText(entry, situation), situation.slots).text.trim();
  if (!text) return [];
  const questions = kind === 'answer' || kind === 'playbook' ? (entry.questions ?? []) : [];
  return [
    { id: entry.id, kind, title: entry.title, questions, text, info: getSourceInfo(sourced, situation.nowMs), score },
  ];
}

const toFacts = (rows: readonly (readonly [string, string | undefined])[]): GroundingFact[] =>
  rows.flatMap(([name, value]) => (value ? [{ name, value }] : []));

const listOrders = ({ orders }: Conversation): GroundingFact[][] =>
  orders
    .slice(0, MAX_ORDERS)
    .map((order) =>
      toFacts([
        ['订单号', order.id],
        ['订单状态', order.state],
        ['承诺发货时间', order.promisedShipTime],
        ['快递公司', order.carrier],
        ['快递单号', order.trackingNo],
        ['最新物流', order.lastTrack],
        ...order.items.slice(0, 3).map((item) => ['商品', item.title] as const),
      ]),
    );

/**
 * What the LLM may write from for the buyer's newest turn: the best `limit` entries without the floor, never those of one
 * agent alone (`scope: me`) or internal ones; notices, product, orders and the shop's facts. Null when the buyer has said nothing.
 */
export function gatherGrounding(
  deps: AssistantDeps,
  shelf: Shelf,
  conversation: Conversation,
  settings: AssistantSettings,
  nowMs: number,
  limit: number,
): Grounding | null {
  const turn = getBuyerTurn(conversation);
  if (!turn?.text.trim()) return null;
  const understanding = deps.understand(conversation, turn);
  const situation = getSituation(shelf, conversation, turn, understanding, settings, nowMs);
  const { product, place } = situation;

  const fired = matchTurn(shelf, situation).filter(({ sourced }) => isOpen(sourced));
  const found = deps.retriever
    .retrieve({ conversation, turn, understanding, product: product.focus, limit: FETCHED, nowMs })
    .filter((row) => shelf.counts(row, place, nowMs) && isOpen(row));
  const inForce = listNotices(shelf, situation).filter(isOpen);
  const byTrigger = new Map(fired.map(({ sourced, match }) => [sourced.entry, match]));
  const applied = findApplied(inForce, byTrigger, new Set(found.slice(0, 3).map(({ entry }) => entry.id)), situation);
  const governing = new Set(applied.map(({ sourced }) => sourced));
  const notices = [...governing, ...inForce.filter((notice) => !governing.has(notice))]
    .slice(0, MAX_NOTICES)
    .flatMap((notice) => toSource(notice, governing.has(notice) ? 1 : 0, situation));

  const seen = new Set<string>();
  const entries = [
    ...found.map((row) => ({ sourced: row as SourcedEntry, score: row.confidence })),
    ...fired.map(({ sourced }) => ({ sourced, score: 0.5 })),
  ]
    .filter(({ sourced: { entry } }) => entry.kind !== 'notice' && checkWhen(entry.when, situation).state !== 'no')
    .filter(({ sourced: { entry } }) => !seen.has(entry.id) && seen.add(entry.id))
    .flatMap(({ sourced, score }) =>
      toSource(sourced, score, situation).filter(
        ({ text }) => !applied.some((notice) => isGoverned(notice, sourced.entry, text)),
      ),
    );
  const sheet = shelf
    .get(product.sheet?.id ?? '')
    .filter((sourced) => sourced.entry === product.sheet && isOpen(sourced) && !seen.has(sourced.entry.id))
    .flatMap((sourced) => toSource(sourced, 1, situation));

  return {
    ref: conversation.ref,
    turnId: turn.id,
    turnText: turn.text,
    language: understanding.language,
    platform: place.platform,
    mood: { level: understanding.mood.level, class: understanding.mood.class },
    history: conversation.messages
      .slice(-MAX_HISTORY)
      .map((message) => ({ role: message.role, text: messageText(message) }))
      .filter(({ text }) => text.trim() !== ''),
    notices,
    entries: [...sheet, ...entries].slice(0, limit),
    product: toFacts([
      ['商品名', product.focus?.title],
      ...Object.entries(product.focus?.attributes ?? {}).map(([name, value]) => [name, value] as const),
    ]),
    orders: listOrders(conversation),
    shop: toFacts(SHOP_FACTS.map(({ name }) => [getSlotLabel(name), situation.slots.get(name)?.value] as const)),
    names: [conversation.buyer.name, conversation.buyer.id].filter((name): name is string => (name ?? '').length > 1),
  };
}
