import type { LlmReason } from '@/lib/platform/methods/llm-methods';
import { checkRewrite, type RewriteDrop } from '@/lib/suggest/llm/check-rewrite';
import { parsePartialJson } from '@/lib/suggest/llm/partial-json';
import { TOOL_JSON_SCHEMA, type ToolPrompt } from '@/lib/suggest/llm/tool-prompt';
import type { Finding } from '@/lib/suggest/view-model';
import type { LlmClient, LlmEndpoint } from './client';
import type { GateResult } from './gate';

/** How one request of a tool ended. */
export interface ToolOutcome extends GateResult {
  state: 'done' | 'error' | 'stopped';
  text: string;
  findings: Finding[];
}

export interface ToolRunDeps {
  client: LlmClient;
  /** The guard with this conversation; null where the text is not meant for a buyer. */
  guard: ((text: string) => Promise<Finding[]>) | null;
}

/** A rewrite is about as long as its source; a translation may be three times that. */
const MAX_TOKENS = 1600;
const PURPOSES: Record<ToolPrompt['kind'], string> = {
  rewrite: 'llm.rewrite',
  'to-buyer': 'llm.translate',
  'to-agent': 'llm.translate',
  back: 'llm.back',
};

/** The text of an answer, whole or as far as it goes; models that know no shapes write it bare. */
export function readToolText(raw: string): { text: string; isWhole: boolean } | null {
  const thought = raw.lastIndexOf('</think>');
  if (thought < 0 && raw.includes('<think>')) return null;
  const answer = thought < 0 ? raw : raw.slice(thought + '</think>'.length);
  const { value, complete } = parsePartialJson(answer);
  const text = typeof value === 'object' && value !== null ? (value as { text?: unknown }).text : undefined;
  if (typeof text === 'string') return { text, isWhole: complete };
  const open = /"text"\s*:\s*"((?:[^"\\]|\\.)*)$/s.exec(answer)?.[1];
  if (open === undefined) return null;
  try {
    return { text: String(JSON.parse(`"${open.replace(/\n/g, '\\n').replace(/\t/g, '\\t')}"`)), isWhole: false };
  } catch {
    return null;
  }
}

/** What is written out of a text that goes on: up to its last sentence end. */
const wholeSentences = (text: string): string => /^[\s\S]*[。！!？?；;\n]|^[\s\S]*[.](?=\s)/.exec(text)?.[0] ?? '';

/**
 * One request of a tool, from prompt to checked text. While it is written, `onPreview` gets the sentences that are whole and have
 * passed the check. Never rejects.
 */
export async function runTool(
  deps: ToolRunDeps,
  endpoint: LlmEndpoint,
  prompt: ToolPrompt,
  signal: AbortSignal,
  onPreview?: (text: string) => void,
): Promise<ToolOutcome> {
  const fail = (reason: LlmReason, more: Partial<ToolOutcome> = {}): ToolOutcome => ({
    state: reason === 'cancelled' ? 'stopped' : 'error',
    reason,
    text: '',
    findings: [],
    tokens: null,
    ...more,
  });
  let shown = '';
  const answer = await deps.client.stream(
    endpoint,
    {
      purpose: PURPOSES[prompt.kind],
      system: prompt.system,
      user: prompt.user,
      maxTokens: MAX_TOKENS,
      schema: { name: 'text', schema: TOOL_JSON_SCHEMA },
    },
    signal,
    (raw) => {
      const whole = wholeSentences(readToolText(raw)?.text ?? '');
      if (!onPreview || whole.length <= shown.length) return;
      shown = whole;
      const verdict = checkRewrite(whole, prompt);
      if (verdict.ok) onPreview(verdict.text);
    },
  );
  if (!answer.ok)
    return fail(answer.reason, answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs });
  const { tokens } = answer;
  const read = readToolText(answer.text);
  if (!read) return fail(answer.text.trim() ? 'malformed' : 'empty', { tokens });
  if (!read.isWhole) return fail(answer.cutByLength ? 'too-long' : 'cut', { tokens });
  const verdict = checkRewrite(read.text, prompt);
  if (!verdict.ok) return fail(toReason(verdict.reason), { tokens });
  if (verdict.text === prompt.source) return fail('same', { state: 'done', tokens });
  const guarded = deps.guard ? await deps.guard(verdict.text).catch((): Finding[] => []) : [];
  if (signal.aborted) return fail('cancelled', { tokens });
  // Red words that the agent wrote himself stay his to judge; red words that came in take the answer away.
  const isNew = ({ span }: Finding) => !span || !prompt.source.includes(span);
  if (guarded.some((finding) => finding.severity === 'red' && isNew(finding))) return fail('withheld', { tokens });
  return { state: 'done', reason: null, text: verdict.text, findings: [...verdict.findings, ...guarded], tokens };
}

const toReason = (reason: RewriteDrop): LlmReason =>
  reason === 'empty' || reason === 'too-long' ? reason : reason === 'echo' ? 'refused' : 'withheld';
