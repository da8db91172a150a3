import { useCallback } from 'react';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';

/** The entry that an image belongs to. */
export interface ImageOf {
  source: string;
  entryId: string;
}

/** Copies an image of an entry to the clipboard, as the one type that every console takes by paste. */
export function useCopyImage(): (of: ImageOf, sha256: string) => void {
  const client = useHostClient();
  const { show } = useToasts();
  return useCallback(
    (of, sha256) => {
      const read = async (): Promise<Blob> => {
        const image = await client.call('phrases.image.get', {
          source: of.source,
          entryId: of.entryId,
          sha256,
        });
        if (!image) throw new Error('the image is not there');
        return toPng(toBlob(image.type, image.data));
      };
      // The promise goes in as it is: a browser honours the press only while it lasts.
      navigator.clipboard.write([new ClipboardItem({ 'image/png': read() })]).then(
        () => show('image-copied'),
        () => show('image-missing'),
      );
    },
    [client, show],
  );
}

const toBlob = (type: string, base64: string): Blob =>
  new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], { type });

/** Clipboards take PNG alone. */
async function toPng(blob: Blob): Promise<Blob> {
  if (blob.type === 'image/png') return blob;
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}
