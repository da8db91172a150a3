import { createOverlayHost } from './overlay-host';

const WORDS = {
  zh: {
    line: '客服同桌已停止工作，',
    press: '点此刷新页面恢复',
    rest: '；仍未恢复，请在浏览器扩展页重新启用',
    close: '关闭',
  },
  en: {
    line: 'Deskmate was stopped: ',
    press: 'press to reload the page',
    rest: '; if that is not enough, switch it on again in the extensions page',
    close: 'Close',
  },
};

/**
 * One honest line when the extension went away under an open console (update, crash, switched off). It reloads only on a
 * press; a half-typed draft is the agent's to keep.
 */
export function showStoppedNotice(document: Document, window: Window): () => void {
  const words = /^zh/i.test(window.navigator.language) ? WORDS.zh : WORDS.en;
  const overlay = createOverlayHost(document);
  const box = document.createElement('div');
  box.setAttribute('role', 'status');
  box.style.cssText =
    'all:initial;position:fixed;right:16px;bottom:16px;z-index:2147483646;font:13px/20px system-ui,sans-serif;color:#fff;background:#343a40;border-radius:8px;padding:8px 12px;box-shadow:0 2px 8px #0004;';
  const reload = document.createElement('button');
  reload.style.cssText = 'all:unset;cursor:pointer;text-decoration:underline;color:#91c4ff;';
  reload.textContent = words.press;
  reload.addEventListener('click', (event) => {
    if (event.isTrusted) window.location.reload();
  });
  const close = document.createElement('button');
  close.style.cssText = 'all:unset;cursor:pointer;margin-left:12px;';
  close.setAttribute('aria-label', words.close);
  close.textContent = '×';
  close.addEventListener('click', () => overlay.remove());
  box.append(words.line, reload, words.rest, close);
  overlay.root.append(box);
  return () => overlay.remove();
}
