/** An expected outcome as a value: failures carry a reason from a closed union, exceptions are bugs. */
export type Result<T, Reason extends string = string> =
  | { ok: true; value: T }
  | { ok: false; reason: Reason; detail?: string };

/** Wraps a success. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** Wraps an expected failure; `detail` is for a person, never machine-read, never chat text. */
export const fail = <Reason extends string>(
  reason: Reason,
  detail?: string,
): { ok: false; reason: Reason; detail?: string } =>
  detail === undefined ? { ok: false, reason } : { ok: false, reason, detail };
