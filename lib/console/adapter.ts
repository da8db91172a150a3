import type { Role } from '@/lib/chat/conversation';

/**
 * An adapter is data: how to read and write one console. Bundled ones live in `rules/*.json`; detection and teaching
 * produce the same shape as an overlay. `rules-schema.ts` validates it (never in the content script, to keep it light).
 */

/** Where a selector comes from: sources as in the console survey, and the date of their last calibration. */
export interface Evidence {
  by: string;
  on: string;
}

/** One way to find an element. In arrays the first visible hit wins; later ones are fallbacks. */
export interface Find extends Evidence {
  css: string;
}

/** One way to read a string below a root element (or from the page's URL). */
export interface Pick extends Evidence {
  /** Without it the root element itself is read. */
  css?: string;
  /** Attribute instead of text. */
  attr?: string;
  /** Only the element's own text nodes. */
  own?: boolean;
  /** Regular expression: group 1 (or the whole match) is the value; no match = no value. */
  match?: string;
  /** Regular expression that is cut from the value. */
  strip?: string;
  /** Inner elements whose words are left out: times, marks, buttons. */
  without?: string;
  /** Only the first line. */
  firstLine?: boolean;
  /** Looked for in the whole page, not in the chat's own shadow root. */
  page?: boolean;
  /** Read from `location.href` with `match`. */
  url?: boolean;
  /** Of several elements take the one with the longest text, or the last one; else the first visible. */
  choose?: 'longest' | 'last';
}

/** Decides the role of a row: all given conditions must hold. Ordered; the first that holds wins, none = unknown. */
export interface RoleRule extends Evidence {
  /** `as-before`: whoever said the message before; in a chat that prints the sender once for several messages. */
  role: Role | 'as-before';
  /** The row matches or contains it. */
  css?: string;
  /** The row neither matches nor contains it. */
  not?: string;
  /** Computed style of the first `css` inside the row (or the row). */
  style?: { css?: string; property: string; value: string };
  /** The text of the first `css` in the row (or the row) starts with one of these. */
  textStarts?: string[];
  /** The first `css` in the row stands at this side of the thread: for consoles that name the sides nowhere. */
  side?: SideRule;
  /** A name printed in the row equals (or does not equal) the name of the open buyer. */
  sender?: { pick: Pick; is: 'buyer' | 'other' };
}

/** Where something stands between the edges of the thread. */
export interface SideRule {
  /** Without it the row itself. */
  css?: string;
  is: 'left' | 'right' | 'middle';
  /** Measures the words, not the block that holds them. */
  ink?: true;
  /** The element around the row whose edges count; without it the row's parent. */
  within?: string;
  /** The edges that bubbles lean on, as distances from the thread's edges in CSS px (detected pages). */
  left?: number;
  right?: number;
}

/** Fields of a product; `attributes` are label/value pairs of the card or panel. */
export interface ProductFields {
  id?: Pick[];
  title?: Pick[];
  price?: Pick[];
  attributes?: { row: Find[]; label: Pick[]; value: Pick[] };
}

/** Fields of an order. */
export interface OrderFields {
  id?: Pick[];
  state?: Pick[];
  promisedShipTime?: Pick[];
  carrier?: Pick[];
  trackingNo?: Pick[];
  lastTrack?: Pick[];
  items?: { row: Find[]; fields: ProductFields };
}

/** What a row can hold. `text` picks every hit outside of cards; `image` hits are images, `sticker` marks those of them that are stickers. */
export interface PartRules {
  text: Pick[];
  image?: Find[];
  /** Images that are furniture (avatars, spinners). */
  imageNot?: string;
  sticker?: string;
  product?: { css: Find[]; fields: ProductFields };
  order?: { css: Find[]; fields: OrderFields };
  time?: Pick[];
  id?: Pick[];
}

/** Longest list of what is left out of a text, in UTF-16 units: times, marks, names and quotes by their paths are many selectors. */
export const MAX_WITHOUT = 3000;

export const COMPOSER_KINDS = ['textarea', 'editable', 'quill', 'draft', 'slate', 'prosemirror', 'lexical'] as const;
/** `textarea` covers plain, React-controlled and Vue-bound ones (and single-line inputs); `editable` is a bare contenteditable. */
export type ComposerKind = (typeof COMPOSER_KINDS)[number];

export interface ComposerFind extends Find {
  kind: ComposerKind;
  /** Only counts when it shares an ancestor at most eight steps up with this element (the send control). */
  near?: string;
}

export interface ConsoleMatch {
  /** Exact host names; each must stand in `permissions.baseline.json`. */
  hosts: string[];
  /** Regular expression on pathname + search. */
  path: string;
  /** Where the chat lives: the top document, or an iframe (content script in all frames). */
  frame: 'top' | 'inner' | 'any';
}

export interface Adapter {
  schema: 1;
  /** `data-console` of the status. */
  id: string;
  /** How sure we are: shown to the agent. */
  proof: 'fixture' | 'one-source' | 'detected' | 'taught';
  practice?: boolean;
  match: ConsoleMatch[];
  /** Hosts of the tree to read, outermost first: open shadow roots, frames of the same origin (detected and taught pages). */
  shadow?: Find[];
  /** The same for the composer, where it stands in another tree than the messages; empty = in the document itself. */
  composerIn?: Find[];
  identity: {
    shopId?: Pick[];
    shopName?: Pick[];
    buyerId?: Pick[];
    buyerName: Pick[];
    /** Picture address of the open buyer: tells two buyers of one name apart where the page has no id. */
    avatar?: Pick[];
    /** Sender printed in a row. The one that is also in the conversation list is the open buyer; for consoles without a readable header. */
    sender?: Pick;
    /** No source names a header: infer from list and pane when the picks yield nothing. */
    infer?: boolean;
    /** Nothing on the page names the buyer: conversations are told apart by their messages. */
    unnamed?: boolean;
    /** Other places that show the id or name of the open buyer. One that yields and differs means "between two conversations". */
    agree?: { of: 'id' | 'name'; pick: Pick }[];
  };
  rows: {
    /** Empty = the box that scrolls around the rows. */
    container: Find[];
    row: Find[];
    /** `dom`: newest last; `reverse`: newest first in the DOM; `top`: virtual list, ordered by position, scrolled-away rows are kept in memory. */
    order: 'dom' | 'reverse' | 'top';
    /** Rows that hold nothing but a date, a read mark, "is typing" or a divider are no messages (detected and taught pages). */
    quiet?: boolean;
    /** A row whose words stand in several bubbles is several messages of one person (taught pages). */
    split?: boolean;
    /** A row with words that no rule explains, or with several texts, is of unknown role instead of being passed over. */
    strict?: boolean;
  };
  roles: RoleRule[];
  parts: PartRules;
  composer: ComposerFind[];
  /** Only bundled adapters may have it; `scripted` = a scripted press is known to work. */
  send?: { css: Find[]; scripted: boolean };
  panels?: {
    product?: { css: Find[]; fields: ProductFields };
    orders?: { css: Find[]; fields: OrderFields };
    /** Ids in the page's URL. */
    urlProductId?: Pick[];
    urlOrderId?: Pick[];
  };
  list?: {
    row: Find[];
    buyerId?: Pick[];
    name: Pick[];
    preview?: Pick[];
    unread?: Pick[];
    wait?: Pick[];
    /** The row of the open conversation matches or contains it. */
    open?: Find[];
    /** The list keeps only the rows in view. */
    virtual?: boolean;
  };
  /** URL of one conversation; `{buyer}` and `{order}` are replaced. */
  deepLink?: { template: string } & Evidence;
  /** The console itself opens a menu on `/`. */
  ownSlash?: boolean;
}
