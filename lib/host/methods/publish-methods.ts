import { z } from 'zod';
import type { Result } from '@/lib/core/result';
import type { PublishMethods } from '@/lib/platform/methods/publish-methods';
import type { LeadReason } from '../team/lead-desk';
import { toTeam } from '../team/to-team';
import type { MethodDeps } from './method-deps';
import { defineMethods, MethodError, type MethodGroup } from './method-group';

const none = z.object({}).loose();
const word = z.string().max(2000);
const files = z
  .array(
    z.union([
      z.object({ path: z.string().max(300), text: z.string().max(8_000_000) }),
      z.object({ path: z.string().max(300), sha256: z.string().max(64) }),
    ]),
  )
  .max(10_000)
  .optional();
const note = z.string().max(500);

const PARAMS = {
  'lead.state': none,
  'lead.team': z.object({
    name: z.string().trim().min(1).max(100),
    groups: z.array(z.string().trim().min(1).max(60)).max(100),
    level: z.enum(['company', 'shop']),
  }),
  'lead.destination': z.object({
    destination: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('s3'),
        bucketUrl: word,
        region: word,
        prefix: word,
        accessKeyId: word,
        secretAccessKey: word,
        readUrl: word,
      }),
      z.object({ kind: z.literal('put'), url: word, user: word, password: word, readUrl: word }),
      z.object({ kind: z.literal('files'), readUrl: word }),
    ]),
  }),
  'lead.exportKey': none,
  'lead.importKey': z.object({ file: z.string().max(20_000) }),
  'lead.forget': none,
  'publish.plan': z.object({ files }),
  'publish.run': z.object({
    note,
    overrideReason: note.optional(),
    rollbackTo: z.number().int().min(1).optional(),
    noticesOnly: z.boolean().optional(),
    files,
  }),
  'publish.progress': none,
  'publish.history': none,
  'publish.check': none,
} satisfies Record<keyof PublishMethods, z.ZodType>;

/** A refusal travels as `publish-<reason>`. */
function take<T>(outcome: Result<T, LeadReason>): T {
  if (!outcome.ok) throw new MethodError(`publish-${outcome.reason}`, outcome.detail);
  return outcome.value;
}

/** The lead's side of the feed: team, key, destination, what will change, publishing, versions. */
export function createPublishMethods(deps: MethodDeps): MethodGroup<keyof PublishMethods> {
  const lead = () => toTeam(deps).lead;
  return defineMethods(PARAMS, {
    'lead.state': () => lead().state(),
    'lead.team': (p) => lead().setTeam(p),
    'lead.destination': async (p) => take(await lead().setDestination(p.destination)),
    'lead.exportKey': async () => ({ file: take(await lead().exportKey()) }),
    'lead.importKey': async (p) => take(await lead().importKey(p.file)),
    'lead.forget': () => lead().forget(),
    'publish.plan': async (p) => take(await lead().plan(p.files)),
    'publish.run': async (p) => take(await lead().run(p)),
    'publish.progress': async () => lead().progress(),
    'publish.history': () => lead().history(),
    'publish.check': async () => take(await lead().check()),
  });
}
