import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useHostClient } from '@/components/host-client-context';
import type { LlmReason } from '@/lib/platform/methods/llm-methods';

interface RunView {
  state: string;
  reason: LlmReason | null;
}

/**
 * A run of the LLM dies with its host, and the next host knows nothing of it. What was running is kept here as broken off, in words,
 * until there is something newer to say.
 *
 * @param toBroken the view that says so
 * @param isBlank true when the next host's view says nothing about that run
 * @returns what to show, and the way to put it away
 */
export function useInterrupted<V extends RunView>(
  key: QueryKey,
  view: V | null | undefined,
  toBroken: (view: V) => V,
  isBlank: (view: V, broken: V) => boolean,
): [V | null | undefined, () => void] {
  const client = useHostClient();
  const queries = useQueryClient();
  const [broken, setBroken] = useState<V | null>(null);
  const latest = useRef({ key, view, toBroken });
  useEffect(() => {
    latest.current = { key, view, toBroken };
    if (view?.state === 'running') setBroken(null);
  });
  useEffect(
    () =>
      client.onState((state) => {
        const now = latest.current;
        if (state === 'connected' || now.view?.state !== 'running') return;
        const told = now.toBroken(now.view);
        setBroken(told);
        queries.setQueryData(now.key, told);
      }),
    [client, queries],
  );
  const shown = broken && (!view || isBlank(view, broken)) ? broken : view;
  return [shown, () => setBroken(null)];
}
