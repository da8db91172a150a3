import type { Measured } from './measured';

const WIDTH = 880;
const HEIGHT = 420;
const LEFT = 70;
const TOP = 50;
const BOTTOM = 60;
const RIGHT = 200;
const COLOURS: Record<string, string> = {
  deskmate: '#0b7285',
  'deskmate-index': '#1c7ed6',
  minisearch: '#e8590c',
  flexsearch: '#5c940d',
  orama: '#862e9c',
  fuse: '#868e96',
};

const NAMES: Record<string, string> = {
  deskmate: 'Deskmate, whole',
  'deskmate-index': 'Deskmate, index step',
};

/** An SVG: time per query (log, left is faster) against hit@3 (up is better), one point per engine and size. */
export function drawChart(results: readonly Measured[]): string {
  const logs = results.map(({ p50Ms }) => Math.log10(Math.max(p50Ms, 0.01)));
  const low = Math.floor(Math.min(-1, ...logs));
  const high = Math.ceil(Math.max(2, ...logs));
  const x = (ms: number): number =>
    LEFT + ((Math.log10(Math.max(ms, 0.01)) - low) / (high - low)) * (WIDTH - LEFT - RIGHT);
  const y = (hit: number): number => HEIGHT - BOTTOM - hit * (HEIGHT - TOP - BOTTOM);
  const text = (at: [number, number], words: string, more = ''): string =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${more}>${words}</text>`;
  const parts: string[] = [];
  for (let power = low; power <= high; power++) {
    const at = x(10 ** power);
    parts.push(`<line x1="${at}" y1="${TOP}" x2="${at}" y2="${HEIGHT - BOTTOM}" stroke="#dee2e6"/>`);
    parts.push(text([at, HEIGHT - BOTTOM + 18], `${10 ** power} ms`, 'text-anchor="middle"'));
  }
  for (const hit of [0, 0.25, 0.5, 0.75, 1]) {
    parts.push(`<line x1="${LEFT}" y1="${y(hit)}" x2="${WIDTH - RIGHT}" y2="${y(hit)}" stroke="#dee2e6"/>`);
    parts.push(text([LEFT - 8, y(hit) + 4], hit.toFixed(2), 'text-anchor="end"'));
  }
  const engines = [...new Set(results.map(({ engine }) => engine))];
  for (const [place, engine] of engines.entries()) {
    const colour = COLOURS[engine] ?? '#212529';
    const points = results.filter((row) => row.engine === engine).sort((a, b) => a.size - b.size);
    const path = points.map((row) => `${x(row.p50Ms).toFixed(1)},${y(row.hit3).toFixed(1)}`).join(' ');
    parts.push(`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>`);
    for (const row of points) {
      parts.push(`<circle cx="${x(row.p50Ms).toFixed(1)}" cy="${y(row.hit3).toFixed(1)}" r="5" fill="${colour}"/>`);
      // Sizes of one engine may lie close together: the smallest is named on the left, the whole assistant below the point.
      const isFirst = row === points[0];
      const left = x(row.p50Ms) + (isFirst ? -7 : 7);
      const top = y(row.hit3) + (engine === 'deskmate' ? 16 : -6);
      const anchor = isFirst ? 'end' : 'start';
      parts.push(text([left, top], `${row.size / 1000}k`, `fill="${colour}" text-anchor="${anchor}"`));
    }
    parts.push(
      text([WIDTH - RIGHT + 20, TOP + 20 + place * 20], NAMES[engine] ?? engine, `fill="${colour}" font-weight="600"`),
    );
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${text([LEFT, 28], 'Right answer among the first three, by median time per question', 'font-size="15" font-weight="600"')}
${parts.join('\n')}
${text([(LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14], 'median time per question, at 1k, 10k, 100k entries; the whole assistant keeps silent when unsure', 'text-anchor="middle"')}
${text([18, HEIGHT / 2], 'hit@3', `transform="rotate(-90 18 ${HEIGHT / 2})" text-anchor="middle"`)}
</svg>
`;
}
