import type { z } from 'zod';
import type { HostMethod, HostMethods } from '@/lib/platform/messages';

/** A refusal that a view words as `error.<reason>`. */
export class MethodError extends Error {
  constructor(
    readonly reason: string,
    detail = '',
  ) {
    super(detail);
  }
}

export type HostMethodImpl = (params: unknown) => Promise<unknown>;

/** Calls by name, each with its parameters validated. */
export type MethodGroup<M extends HostMethod> = Record<M, HostMethodImpl>;

/**
 * Joins the shapes of parameters with what the calls do. Our own pages are trusted to be ours, not to be without bugs:
 * parameters that do not fit are refused with `bad-params`.
 */
export function defineMethods<P extends { [M in keyof P]: z.ZodType }>(
  params: P,
  impl: {
    [M in keyof P]: M extends HostMethod ? (params: z.infer<P[M]>) => Promise<HostMethods[M]['result']> : never;
  },
): MethodGroup<Extract<keyof P, HostMethod>> {
  return Object.fromEntries(
    Object.keys(params).map((name) => {
      const method = name as keyof P;
      return [
        name,
        async (raw: unknown) => {
          const parsed = params[method].safeParse(raw);
          if (!parsed.success) throw new MethodError('bad-params');
          return (impl[method] as (given: unknown) => Promise<unknown>)(parsed.data);
        },
      ];
    }),
  ) as MethodGroup<Extract<keyof P, HostMethod>>;
}
