import { z } from 'zod';
import { fail, ok, type Result } from '@/lib/core/result';
import type { SettingsStore } from '@/lib/knowledge/store/settings-store';
import { toManifestUrl } from '@/lib/knowledge/sync/feed-url';
import { createKeyPair, isSignedBy, type KeyPair, signManifest } from '@/lib/knowledge/sync/signature';
import type { BundleWriter } from './bundle-writer';
import { createHttpPutWriter } from './http-put-writer';
import { createS3Writer } from './s3-writer';

const address = z.url({ protocol: /^https?$/ }).max(2000);

/** Address where agents read, when it is not where the lead writes (a CDN, a domain of one's own). */
const readUrl = address.optional();

/** Where the lead publishes to. `files`: a folder or a zip that the lead uploads by hand; only the agents' address is kept. */
export const destinationSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('s3'),
    bucketUrl: address,
    region: z.string().min(1).max(60),
    prefix: z.string().max(200).optional(),
    accessKeyId: z.string().min(1).max(200),
    secretAccessKey: z.string().min(1).max(200),
    readUrl,
  }),
  z.object({
    kind: z.literal('put'),
    url: address,
    user: z.string().max(200).optional(),
    password: z.string().max(200).optional(),
    readUrl,
  }),
  z.object({ kind: z.literal('files'), readUrl: address }),
]);
export type Destination = z.infer<typeof destinationSchema>;

/** Settings of this prefix hold secrets: no backup, no log, no view but the form that sets them. */
const DESTINATION_KEY = 'secret.destination';
const LEAD_KEY = 'secret.leadKey';

const keyPairSchema = z.object({ secretKey: z.string(), publicKey: z.string() });

/** The lead's secrets on this machine. */
export interface LeadSecrets {
  destination(): Promise<Destination | null>;
  setDestination(destination: unknown): Promise<Result<Destination, 'invalid'>>;
  /** The key pair, made at the first call. Whoever loses it must hand out new join codes. */
  keys(): Promise<KeyPair>;
  /** The key pair, or null while none was made. */
  peekKeys(): Promise<KeyPair | null>;
  /** Takes over a key pair from another machine of the lead. */
  setKeys(keys: unknown): Promise<Result<KeyPair, 'invalid'>>;
  forget(): Promise<void>;
}

/** Creates the secrets over the settings. */
export function createLeadSecrets(settings: SettingsStore): LeadSecrets {
  const peekKeys = async (): Promise<KeyPair | null> => {
    const stored = keyPairSchema.safeParse(await settings.get(LEAD_KEY));
    return stored.success ? stored.data : null;
  };
  return {
    async destination() {
      const parsed = destinationSchema.safeParse(await settings.get(DESTINATION_KEY));
      return parsed.success ? parsed.data : null;
    },
    async setDestination(given) {
      const parsed = destinationSchema.safeParse(given);
      if (!parsed.success) return fail('invalid', parsed.error.issues[0]?.path.join('.'));
      await settings.put(DESTINATION_KEY, parsed.data);
      return ok(parsed.data);
    },
    peekKeys,
    async keys() {
      const stored = await peekKeys();
      if (stored) return stored;
      const made = createKeyPair();
      await settings.put(LEAD_KEY, made);
      return made;
    },
    async setKeys(given) {
      const parsed = keyPairSchema.safeParse(given);
      if (!parsed.success || !isPair(parsed.data)) return fail('invalid');
      await settings.put(LEAD_KEY, parsed.data);
      return ok(parsed.data);
    },
    async forget() {
      await settings.remove(DESTINATION_KEY);
      await settings.remove(LEAD_KEY);
    },
  };
}

/** True when what one signs the other confirms. */
function isPair({ secretKey, publicKey }: KeyPair): boolean {
  const signature = signManifest({ probe: 1 }, secretKey);
  return signature !== null && isSignedBy({ probe: 1, signature }, publicKey);
}

/** A destination that we write to ourselves. */
export type OnlineDestination = Exclude<Destination, { kind: 'files' }>;

/** The writer of a destination. `fetch` needs the permission for its origin. */
export const toWriter = (destination: OnlineDestination, fetch: typeof globalThis.fetch): BundleWriter =>
  destination.kind === 's3'
    ? createS3Writer({ ...destination, fetch })
    : createHttpPutWriter({ ...destination, fetch });

/** Where agents read what was published there: what goes into the join code. */
export function toReadUrl(destination: Destination): string {
  if (destination.readUrl) return toManifestUrl(destination.readUrl) ?? destination.readUrl;
  if (destination.kind === 'files') return '';
  const base = destination.kind === 's3' ? [destination.bucketUrl, destination.prefix ?? ''] : [destination.url];
  return `${base
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter(Boolean)
    .join('/')}/manifest.json`;
}
