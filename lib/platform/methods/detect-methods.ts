import type { Result } from '@/lib/core/result';
import type { StructureReport } from '../messages';

/** Detection, teaching and overlays of consoles that nobody wrote an adapter for. */
export interface DetectMethods {
  /** Looks for the chat of a tab's page anew. */
  'detect.again': { params: { tabId: number }; result: null };
  /** The structure of a tab's page without any text, for a shop to look at and to send. */
  'page.report': { params: { tabId: number }; result: Result<StructureReport, 'no-page' | 'off'> };
}
