/** Reads our own corpus and starter knowledge as training rows. Never reads evaluation data. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Row {
  text: string;
  /** Earlier talk, oldest first, joined by line breaks. */
  history: string;
  scene: string | null;
  mood: number | null;
  risk: string[] | null;
  /** Where the row comes from: rows of one group never stand on both sides of a split. */
  group: string;
}

const corpus = new URL('corpus/', import.meta.url);
const lines = (url: URL): string[] =>
  readFileSync(url, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && (!line.startsWith('#') || line.startsWith('## ')));

const row = (text: string, scene: string | null, group: string, history = ''): Row => ({
  text: text.trim(),
  history,
  scene,
  mood: null,
  risk: null,
  group,
});

/** `## scene | title | questions`, then askings divided by ` / `. */
function readIntents(): { rows: Row[]; sceneOf: Map<string, string> } {
  const rows: Row[] = [];
  const sceneOf = new Map<string, string>();
  for (const file of readdirSync(new URL('intents/', corpus))) {
    let scene = '';
    let title = '';
    for (const line of lines(new URL(`intents/${file}`, corpus))) {
      if (line.startsWith('## ')) {
        const [head = '', name = '', questions = ''] = line.slice(3).split(' | ');
        scene = head.trim();
        title = name.trim();
        sceneOf.set(title, scene);
        rows.push(row(title, scene, title), ...questions.split(/; ?/).filter(Boolean).map((q) => row(q, scene, title)));
      } else rows.push(...line.split(' / ').filter(Boolean).map((asking) => row(asking, scene, title)));
    }
  }
  return { rows, sceneOf };
}

function readContexts(sceneOf: Map<string, string>): Row[] {
  return lines(new URL('contexts.txt', corpus)).flatMap((line) => {
    const [history = '', turn = '', title = ''] = line.split(' || ').map((part) => part.trim());
    const scene = sceneOf.get(title);
    if (scene === undefined) return [];
    const earlier = history.split(' / ').map((part) => part.replace(/^[bs]: /, '')).join('\n');
    return [row(turn, scene, title, earlier)];
  });
}

function readKnowledge(): Row[] {
  const folder = new URL('../assets/knowledge/', import.meta.url);
  return readdirSync(folder).flatMap((file) =>
    lines(new URL(file, folder)).flatMap((line) => {
      const entry = JSON.parse(line) as { id: string; scene?: string; kind?: string; questions?: string[]; askings?: string[] };
      if (entry.scene === undefined || (entry.kind !== 'answer' && entry.kind !== 'playbook')) return [];
      return [...(entry.questions ?? []), ...(entry.askings ?? [])].map((text) => row(text, entry.scene ?? null, entry.id));
    }),
  );
}

/** Rows `{text, history?, scene?, mood?, risk?}` of training/corpus/*.jsonl. */
function readSeeds(): Row[] {
  return readdirSync(corpus)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) =>
      lines(new URL(file, corpus)).map((line, index) => {
        const seed = JSON.parse(line) as { text: string; history?: string; scene?: string; mood?: number; risk?: string[] };
        return {
          text: seed.text,
          history: seed.history ?? '',
          scene: seed.scene ?? null,
          mood: seed.mood ?? null,
          risk: seed.risk ?? (seed.mood === undefined ? null : []),
          group: `${file}:${Math.floor(index / 4)}`,
        };
      }),
    );
}

/** All training rows, each text once per scene. */
export function readCorpus(): Row[] {
  const { rows, sceneOf } = readIntents();
  const none = existsSync(new URL('none.txt', corpus))
    ? lines(new URL('none.txt', corpus)).map((text, index) => row(text, 'other', `none:${Math.floor(index / 4)}`))
    : [];
  const all = [...readSeeds(), ...rows, ...readContexts(sceneOf), ...none, ...readKnowledge()];
  const seen = new Set<string>();
  return all.filter(({ text, history, scene }) => {
    const key = `${scene}|${history}|${text}`;
    if (text === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
