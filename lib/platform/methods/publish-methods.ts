/** The lead's side of the feed: team, key, destination, what will change, publishing, versions. */
export interface PublishMethods {
  'lead.state': { params: Record<string, never>; result: LeadState };
  /** Names the team; makes its key at the first call. */
  'lead.team': { params: { name: string; groups: string[]; level: 'company' | 'shop' }; result: LeadState };
  /** Keeps where to publish; secrets left empty stay as they are. */
  'lead.destination': { params: { destination: DestinationForm }; result: LeadState };
  /** The key file to keep in a safe place: whoever has it publishes in the team's name. */
  'lead.exportKey': { params: Record<string, never>; result: { file: string } };
  'lead.importKey': { params: { file: string }; result: LeadState };
  /** Forgets team, key and destination on this machine. What is published stays. */
  'lead.forget': { params: Record<string, never>; result: LeadState };
  /** What publishing would change. `files`: what lies in a picked folder. */
  'publish.plan': { params: { files?: BundleFileView[] }; result: PublishPlanView };
  /**
   * Publishes, or with `rollbackTo` brings back an earlier version. `noticesOnly`: only if nothing but notices would change.
   * Destination `files`: the files to write come back, in order.
   */
  'publish.run': {
    params: {
      note: string;
      overrideReason?: string;
      rollbackTo?: number;
      noticesOnly?: boolean;
      files?: BundleFileView[];
    };
    result: PublishDone;
  };
  'publish.progress': { params: Record<string, never>; result: PublishProgressView | null };
  'publish.history': { params: Record<string, never>; result: PublicationView[] };
  /** Reads the manifest as an agent would. */
  'publish.check': { params: Record<string, never>; result: ReadCheck };
}

/** A file of a bundle: its text, or the hash of the image that it is (`editor.media.get` gives its bytes). */
export type BundleFileView = { path: string; text: string } | { path: string; sha256: string };

/** Where to publish as the form holds it; secrets come back empty. */
export type DestinationForm =
  | {
      kind: 's3';
      bucketUrl: string;
      region: string;
      prefix: string;
      accessKeyId: string;
      secretAccessKey: string;
      readUrl: string;
    }
  | { kind: 'put'; url: string; user: string; password: string; readUrl: string }
  | { kind: 'files'; readUrl: string };

export interface LeadState {
  team: { name: string; groups: string[]; level: 'company' | 'shop' } | null;
  publicKey: string | null;
  /** The key was saved to a file from this machine, or came from one. */
  keySaved: boolean;
  destination: DestinationForm | null;
  /** Where agents read. */
  readUrl: string | null;
  joinCode: string | null;
  latest: number;
}

export interface ChangeView {
  id: string;
  kind: string;
  title: string;
  /** Texts for buyers, as they are and as they will be. */
  before?: string;
  after?: string;
  /** Other fields that change, by name. */
  fields?: string[];
}

export interface PublishPlanView {
  version: number;
  /** Entries that agents will have. */
  count: number;
  /** Own entries that stay here: drafts, in review, or mine. */
  kept: number;
  counts: { added: number; changed: number; removed: number };
  /** The first 200 of each. */
  added: ChangeView[];
  changed: ChangeView[];
  removed: ChangeView[];
  red: { id: string; title: string; type: string; span: string }[];
  /** Entries that name an image which is not on this machine; the first 200. */
  imageless: { id: string; title: string }[];
}

export interface PublishDone {
  version: number;
  /** Nothing was published: more than notices would change, so look at the changes first. */
  needsReview?: boolean;
  /** To be written by the view, shards first, manifest last. */
  files?: BundleFileView[];
  read?: ReadCheck;
}

export interface PublishProgressView {
  step: 'look' | 'shards' | 'manifest' | 'done';
  done: number;
  total: number;
}

export interface PublicationView {
  version: number;
  atMs: number;
  note: string;
  count: number;
  rollbackOf?: number;
  overrideReason?: string;
}

/** Whether agents can read what lies there: `ok`, or a code of `publish.read.<code>`. */
export interface ReadCheck {
  code: 'ok' | 'older' | 'missing' | 'unreachable' | 'not-a-feed' | 'signature' | 'permission' | `http-${number}`;
  version: number;
}
