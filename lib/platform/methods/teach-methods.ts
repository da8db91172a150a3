import type { Result } from '@/lib/core/result';
import type { TeachPart } from '../messages';

type None = Record<string, never>;

/** Rules that were taught or imported for one host. */
export interface OverlayInfo {
  host: string;
  savedAtMs: number;
  proof: string;
}

/** Why rules were not taken; worded by the views as `overlay.refused.<reason>`. */
export const OVERLAY_REASONS = [
  'not-ready',
  'not-json',
  'too-large',
  'has-send',
  'unknown-key',
  'too-long',
  'bad-selector',
  'bad-shape',
  'not-taught',
  'no-host',
  'host-not-allowed',
  'composer-not-editable',
  'composer-far',
] as const;
export type OverlayReason = (typeof OVERLAY_REASONS)[number];

/** Teaching a page, and the rules that came of it. */
export interface TeachMethods {
  /** Starts a lesson in the tab's page; `part` = what the next press is taken for, null = nothing yet. */
  'teach.start': { params: { tabId: number; part: TeachPart | null }; result: Result<null, 'no-access'> };
  /** The next press in the page is the pick for this part. */
  'teach.part': { params: { tabId: number; part: TeachPart }; result: null };
  /** Ends the lesson; nothing of it stays. */
  'teach.stop': { params: { tabId: number }; result: null };
  /** Keeps what was taught; the host must have been allowed before. */
  'teach.save': { params: { tabId: number }; result: Result<OverlayInfo, OverlayReason> };
  'overlay.list': { params: None; result: OverlayInfo[] };
  'overlay.remove': { params: { host: string }; result: null };
  'overlay.import': { params: { text: string }; result: Result<OverlayInfo, OverlayReason> };
  'overlay.export.get': { params: { host: string }; result: string | null };
}
