import { useEffect, useRef } from 'react';
import { TOOL_KEYS } from '@/components/text/tool-keys';
import { LLM_TOOLS, type LlmTool } from '@/lib/suggest/llm/tools';

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
