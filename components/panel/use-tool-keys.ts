import { useEffect, useRef } from 'react';
import { LLM_TOOLS, type LlmTool } from '@/lib/suggest/llm/tools';

/** The key of each tool, with Alt: 4..9 rewrite, 0 translates for the buyer, T what the buyer wrote. */
export const TOOL_KEYS: Record<LlmTool, { code: string; label: string }> = {
  shorter: { code: 'Digit4', label: '4' },
  warmer: { code: 'Digit5', label: '5' },
  formal: { code: 'Digit6', label: '6' },
  empathy: { code: 'Digit7', label: '7' },
  options: { code: 'Digit8', label: '8' },
  typos: { code: 'Digit9', label: '9' },
  'to-buyer': { code: 'Digit0', label: '0' },
  'to-agent': { code: 'KeyT', label: 'T' },
};

export interface ToolKeys {
  /** Runs a tool; false when it is not offered now. */
  run(tool: LlmTool): boolean;
  /** Uses the result; false when there is none. */
  use(): boolean;
  undo(): boolean;
  /** Stops, or puts the result away; false when there is neither. */
  stop(): boolean;
  /** Goes to the candidates. */
  jump(): boolean;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/**
 * Keys of the tools while the panel has the focus: Alt with 4..9, 0, T; Alt+Enter uses, Alt+Z undoes, Escape stops, Alt+L goes to the
 * candidates. A key that another part took (the numbers of search results) is left to it.
 */
export function useToolKeys(keys: ToolKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const act = ({ code, altKey, target }: KeyboardEvent): boolean => {
      const { run, use, undo, stop, jump } = latest.current;
      if (!altKey) return code === 'Escape' && !isField(target) && stop();
      if (code === 'Enter' || code === 'NumpadEnter') return use();
      if (code === 'KeyZ') return undo();
      if (code === 'KeyL') return jump();
      const tool = LLM_TOOLS.find((one) => TOOL_KEYS[one].code === code);
      return tool !== undefined && run(tool);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (act(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
