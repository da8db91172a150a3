import type { z } from 'zod';

/** True only when the value certainly fits; false = ask the schema itself. */
export type Guard = (value: unknown) => boolean;

/** The part of zod's definition that is read (zod 4, `_zod.def`). */
interface Def {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  keyType?: z.core.$ZodType;
  options?: readonly z.core.$ZodType[];
  values?: readonly unknown[];
  entries?: Record<string, unknown>;
  catchall?: z.core.$ZodType;
  checks?: readonly { _zod: { def: { check: string; minimum?: number; maximum?: number } } }[];
}

const never: Guard = () => false;

/**
 * Compiles a schema to a quick yes. zod copies every object and, under an extension's content security policy, cannot
 * compile itself; 50,000 rows then cost several times what their JSON does. Constructs that are not known here never
 * say yes, so the answer is always the schema's own.
 */
export function toGuard(schema: z.core.$ZodType): Guard {
  const def = schema._zod.def as unknown as Def;
  switch (def.type) {
    case 'string':
      return lengths(def, (value): value is string => typeof value === 'string');
    case 'number':
      return def.checks?.length ? never : Number.isFinite;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'unknown':
      return () => true;
    case 'literal':
      return (value) => def.values?.includes(value) ?? false;
    case 'enum': {
      const values = new Set<unknown>(Object.values(def.entries ?? {}));
      return (value) => values.has(value);
    }
    case 'optional':
      return orUndefined(def.innerType);
    case 'union': {
      const guards = (def.options ?? []).map(toGuard);
      return (value) => guards.some((guard) => guard(value));
    }
    case 'array': {
      const item = def.element ? toGuard(def.element) : never;
      return lengths(def, (value): value is unknown[] => Array.isArray(value) && value.every(item));
    }
    case 'record':
      return recordGuard(def);
    case 'object':
      return objectGuard(def);
    default:
      return never;
  }
}

function orUndefined(inner: z.core.$ZodType | undefined): Guard {
  const guard = inner ? toGuard(inner) : never;
  return (value) => value === undefined || guard(value);
}

/** Adds `min` and `max` length; any other check makes the guard say no. */
function lengths<T extends { length: number }>(def: Def, isOfType: (value: unknown) => value is T): Guard {
  let min = 0;
  let max = Number.POSITIVE_INFINITY;
  for (const { _zod: check } of def.checks ?? []) {
    if (check.def.check === 'min_length') min = check.def.minimum ?? min;
    else if (check.def.check === 'max_length') max = check.def.maximum ?? max;
    else return never;
  }
  return (value) => isOfType(value) && value.length >= min && value.length <= max;
}

function recordGuard(def: Def): Guard {
  const isPlainKey = (def.keyType?._zod.def as Def | undefined)?.type === 'string';
  if (!isPlainKey || !def.valueType) return never;
  const member = toGuard(def.valueType);
  return (value) => isObject(value) && Object.values(value).every(member);
}

function objectGuard(def: Def): Guard {
  // Only loose objects: their unknown members are kept as they are.
  if ((def.catchall?._zod.def as Def | undefined)?.type !== 'unknown' || def.checks?.length) return never;
  const members = Object.entries(def.shape ?? {}).map(([key, schema]) => ({ key, fits: toGuard(schema) }));
  return (value) => {
    if (!isObject(value)) return false;
    for (const { key, fits } of members) if (!fits(value[key])) return false;
    return true;
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
