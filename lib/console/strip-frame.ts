import { createOverlayHost, type OverlayHost } from './overlay-host';

/** The strip: our iframe above the composer. Its page is ours; the console sees an empty custom element. */
export interface StripFrame {
  /** Shows it with that height in CSS px, or hides it. */
  show(visible: boolean, height: number): void;
  remove(): void;
}

export interface StripFrameOptions {
  document: Document;
  window: Window;
  /** Address of strip.html with the token in its hash. */
  src: string;
  /** The composer now, or null; the strip sits on its upper edge. */
  composer(): Element | null;
}

/** Kept from the edges of the window, CSS px. */
const MARGIN = 8;
const MAX_WIDTH = 720;
const MAX_HEIGHT = 160;

/** Puts the strip into the page, hidden until `show`. */
export function createStripFrame(options: StripFrameOptions): StripFrame {
  const { document, window } = options;
  const overlay: OverlayHost = createOverlayHost(document);
  const frame = document.createElement('iframe');
  frame.src = options.src;
  frame.title = 'Deskmate';
  frame.setAttribute('allowtransparency', 'true');
  frame.style.cssText =
    'all:initial;position:fixed;display:none;border:0;color-scheme:normal;background:transparent;z-index:2147483646;';
  overlay.root.append(frame);
  let height = 0;
  let timer: number | undefined;

  const place = () => {
    const rect = options.composer()?.getBoundingClientRect();
    const left = Math.max(MARGIN, rect && rect.width > 0 ? rect.left : MARGIN);
    const room = window.innerWidth - left - MARGIN;
    const width = Math.min(MAX_WIDTH, room, rect && rect.width > 200 ? rect.width : room);
    const bottom = rect && rect.height > 0 ? window.innerHeight - rect.top + MARGIN : MARGIN;
    frame.style.left = `${left}px`;
    frame.style.width = `${width}px`;
    frame.style.bottom = `${Math.max(MARGIN, bottom)}px`;
    frame.style.height = `${height}px`;
  };

  const onResize = () => {
    if (height > 0) place();
  };
  window.addEventListener('resize', onResize, { passive: true });

  return {
    show: (visible, wanted) => {
      height = visible ? Math.min(MAX_HEIGHT, Math.max(0, wanted)) : 0;
      frame.style.display = height > 0 ? 'block' : 'none';
      window.clearInterval(timer);
      if (height === 0) return;
      place();
      // Consoles move their composer without a resize event (panels fold, drafts grow).
      timer = window.setInterval(place, 1000);
    },
    remove: () => {
      window.clearInterval(timer);
      window.removeEventListener('resize', onResize);
      overlay.remove();
    },
  };
}
