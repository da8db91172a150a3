import { Badge, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Deep teal: calm beside the reds and oranges of seller consoles. Shade 8 on white: contrast 5.3. */
const brand: MantineColorsTuple = [
  '#e8f6f4',
  '#d2ebe7',
  '#a5d7cf',
  '#74c2b6',
  '#4fb1a2',
  '#36a595',
  '#259c8b',
  '#148676',
  '#0b7768',
  '#006458',
];

/** One theme for all views. Sizes are tuned for a 360 px panel that is read all day. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 8, dark: 7 },
  colors: { brand },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Consolas, "Noto Sans Mono CJK SC", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.55' },
  components: {
    // Chinese has no capitals, and English ones shout.
    Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 500 } }),
  },
  headings: { fontWeight: '650' },
});
