import { type ConversationRef, refKey } from '@/lib/chat/conversation';
import type { SeenRow, ThreadMemory } from './thread-memory';

/**
 * Keeps rows of one buyer from being read as another's while the page switches: header and thread rarely change in one step.
 *
 * - Header first: the rows of the old buyer still stand under the new name. They pass once at least one of them went or changed.
 * - Thread first: all rows were replaced by unknown ones under the old name. They pass after a quiet moment.
 */
export interface SwitchGate {
  /** True when these rows certainly belong to `ref` (null = no conversation is open). */
  pass(ref: ConversationRef | null, rows: readonly SeenRow[], memory: ThreadMemory | null): boolean;
  /** True when the page has been between two conversations for longer than a person would notice. */
  isLate(): boolean;
  /** A panel's content, or null while it may still be the last buyer's. */
  passPanel<T>(name: string, content: T | null): T | null;
  /** True while some panel is withheld: it must be looked at again though nothing changes. */
  isHolding(): boolean;
}

/** Rows that truly are equal in both chats (one welcome text) pass after this long. */
const SAME_ROWS_MS = 10_000;
/** Quiet time after which a wholly replaced thread under an unchanged name is believed. */
const REPLACED_MS = 150;
/** From then on the last snapshot is withdrawn. */
const LATE_MS = 300;
/** A panel that did not change on a switch is believed after this long: both buyers look at the same product. */
const SAME_PANEL_MS = 3000;

const contentOf = (row: SeenRow): string => `${row.role}${row.platformId ?? ''}${JSON.stringify(row.parts)}`;

/** Creates the gate of one page; `now` in ms. */
export function createSwitchGate(now: () => number): SwitchGate {
  let key: string | null = null;
  let rowsOf = new Map<object, string>();
  let old: { rows: Map<object, string>; since: number } | null = null;
  let replaced: { since: number; print: string } | null = null;
  let closedSince: number | null = null;
  const panels = new Map<string, { print: string; held: string | null; since: number }>();

  const remember = (rows: readonly SeenRow[]) => {
    rowsOf = new Map(rows.map((row) => [row.token, contentOf(row)]));
  };

  const decide = (ref: ConversationRef | null, rows: readonly SeenRow[], memory: ThreadMemory | null): boolean => {
    if (!ref) return false;
    const next = refKey(ref);
    if (key !== null && next !== key) {
      old = { rows: rowsOf, since: now() };
      replaced = null;
      for (const panel of panels.values()) {
        panel.held = panel.print;
        panel.since = now();
      }
    }
    key = next;
    if (old) {
      const current = new Map(rows.map((row) => [row.token, contentOf(row)]));
      const left = [...old.rows].filter(([token, content]) => current.get(token) === content).length;
      const moved = old.rows.size === 0 ? true : left < old.rows.size;
      if (!moved && now() - old.since < SAME_ROWS_MS) return false;
      // the old thread goes in pieces: what is left of it is not the new buyer's
      if (left > 0 && now() - old.since < REPLACED_MS) return false;
      old = null;
    }
    const isReplaced =
      rows.length > 0 &&
      rowsOf.size > 0 &&
      memory !== null &&
      memory.messages().length > 0 &&
      memory.overlap(rows) === 0;
    if (!isReplaced) {
      replaced = null;
      return true;
    }
    const print = rows.map(contentOf).join();
    if (replaced?.print !== print) replaced = { since: now(), print };
    return now() - replaced.since >= REPLACED_MS;
  };

  return {
    pass(ref, rows, memory) {
      const passed = decide(ref, rows, memory);
      if (passed) {
        remember(rows);
        replaced = null;
        closedSince = null;
      } else closedSince ??= now();
      return passed;
    },
    isLate: () => closedSince !== null && now() - closedSince >= LATE_MS,
    passPanel(name, content) {
      const print = JSON.stringify(content);
      const panel = panels.get(name) ?? { print, held: null, since: 0 };
      panels.set(name, panel);
      panel.print = print;
      if (panel.held === null) return content;
      if (panel.held !== print || now() - panel.since >= SAME_PANEL_MS) {
        panel.held = null;
        return content;
      }
      return null;
    },
    isHolding: () => [...panels.values()].some(({ held }) => held !== null),
  };
}
