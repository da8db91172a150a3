import { z } from 'zod';
import { ASKING_KINDS } from './asking-kinds';

/** One way of asking, as the model writes it. */
export const writtenAskingSchema = z.object({
  kind: z.enum(ASKING_KINDS).catch('plain'),
  text: z.string().min(1).max(400),
});
export type WrittenAsking = z.infer<typeof writtenAskingSchema>;

/** The same as JSON schema (strict mode: everything required, nothing else). */
export const ASKINGS_JSON_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['askings'],
  properties: {
    askings: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['kind', 'text'],
        properties: { kind: { type: 'string', enum: [...ASKING_KINDS] }, text: { type: 'string' } },
      },
    },
  },
} as const;
