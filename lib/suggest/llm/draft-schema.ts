import { z } from 'zod';

/** How a candidate speaks: 直接, 温和, 带方案. */
export const DRAFT_STYLES = ['direct', 'gentle', 'options'] as const;
export type DraftStyle = (typeof DRAFT_STYLES)[number];

/** One claim: a sentence or two, with the sources that it stands on. */
export const draftPartSchema = z.object({
  text: z.string(),
  cites: z.array(z.string().max(12)).max(12).default([]),
});

export const draftCandidateSchema = z.object({
  style: z.enum(DRAFT_STYLES).catch('direct'),
  parts: z.array(draftPartSchema).min(1).max(24),
});
export type DraftCandidate = z.infer<typeof draftCandidateSchema>;

/** What the model gives back for one turn. `ranked`: sources that answer the buyer, best first; empty when none does. */
export const draftOutputSchema = z.object({
  ranked: z.array(z.string().max(12)).max(20).default([]),
  candidates: z.array(draftCandidateSchema).max(6).default([]),
});
export type DraftOutput = z.infer<typeof draftOutputSchema>;

/** The same shape as JSON schema, for endpoints that take one (strict mode: everything required, nothing else). */
export const DRAFT_JSON_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['ranked', 'candidates'],
  properties: {
    ranked: { type: 'array', items: { type: 'string' } },
    candidates: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['style', 'parts'],
        properties: {
          style: { type: 'string', enum: [...DRAFT_STYLES] },
          parts: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['text', 'cites'],
              properties: { text: { type: 'string' }, cites: { type: 'array', items: { type: 'string' } } },
            },
          },
        },
      },
    },
  },
} as const;
