import type { Entry } from '@/lib/knowledge/schema';
import type { ProductFocus, Why } from '@/lib/suggest/view-model';
import type { Understanding } from '@/lib/understand/understanding';
import { FIELD, listEntryTexts } from './entry-fields';
import { FEATURE } from './features';
import type { Match } from './matcher';

const LIKE = 0.45;

/** Why an entry was found, strongest reason first, in codes that the views word. */
export function explain(
  entry: Entry,
  match: Match,
  query: { understanding: Understanding; product: ProductFocus | null },
): Why[] {
  const { features, best } = match;
  const why: Why[] = [];
  const strength = (features[FEATURE.meaning] ?? 0) + (features[FEATURE.words] ?? 0);
  if (strength > LIKE && best.field !== FIELD.answer) {
    const texts = listEntryTexts(entry).filter(({ field }) => field === best.field);
    const text = texts[best.nth]?.text;
    if (text) why.push({ code: 'asked-like', text });
  }
  if ((features[FEATURE.earlierMeaning] ?? 0) > 0.1 || (features[FEATURE.earlierWords] ?? 0) > 0.2)
    why.push({ code: 'history' });
  if (entry.scene !== undefined && entry.scene === query.understanding.scene.id)
    why.push({ code: 'scene', scene: entry.scene });
  if ((features[FEATURE.goodsSame] ?? 0) > 0 && query.product?.title)
    why.push({ code: 'product', terms: Object.values(query.product.attributes).slice(0, 3) });
  if (why.length === 0) why.push({ code: 'terms', terms: [] });
  return why;
}
