import { createRoot } from 'react-dom/client';
import { createScene } from './scenes';

/** `?scene=<name>&lang=en&scheme=dark`: one view in one state. */
const query = new URLSearchParams(location.search);
const root = document.getElementById('root');
if (!root) throw new Error('no root');
createRoot(root).render(
  createScene(query.get('scene') ?? 'panel', {
    language: query.get('lang') === 'en' ? 'en' : 'zh-CN',
    colorScheme: query.get('scheme') === 'dark' ? 'dark' : 'light',
  }),
);
