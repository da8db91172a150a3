import { fromBase64 } from '@/lib/core/base64';
import type { Result } from '@/lib/core/result';
import { parseJsonl } from '@/lib/knowledge/jsonl';
import { checkImage, imagesOf, toMediaPath } from '@/lib/knowledge/media/image';
import { parseManifest } from '@/lib/knowledge/sync/manifest';
import type { HostClient } from '@/lib/platform/host-client';
import type { BundleFileView } from '@/lib/platform/methods/publish-methods';
import type { FileContent, WriteReason } from '@/lib/team/publish/bundle-writer';
import { createFolderWriter, type FolderHandle } from '@/lib/team/publish/folder-writer';

type Picker = (options: { mode: 'readwrite'; id: string }) => Promise<FolderHandle>;

/** Asks for a folder to write to; null when the person closed the dialog or the browser has none. */
export async function pickFolder(): Promise<FolderHandle | null> {
  const { showDirectoryPicker } = window as { showDirectoryPicker?: Picker };
  try {
    return (await showDirectoryPicker?.({ mode: 'readwrite', id: 'deskmate-bundle' })) ?? null;
  } catch {
    return null;
  }
}

/** True where the browser can write into a picked folder. */
export const canPickFolder = (): boolean => 'showDirectoryPicker' in window;

/** The bundle that lies in the folder: manifest, the shards that it names and the images that these name. */
export async function readFolder(folder: FolderHandle): Promise<BundleFileView[]> {
  const reader = createFolderWriter(folder);
  const manifest = await reader.read('manifest.json');
  if (!manifest.ok || manifest.value === null) return [];
  const files: BundleFileView[] = [{ path: 'manifest.json', text: manifest.value }];
  const images = new Set<string>();
  const parsed = parseManifest(manifest.value);
  for (const { url } of parsed.ok ? parsed.value.manifest.shards : []) {
    const shard = await reader.read(url);
    if (!shard.ok || shard.value === null) continue;
    files.push({ path: url, text: shard.value });
    for (const { row } of parseJsonl(shard.value).rows) for (const sha256 of imagesOf(row)) images.add(sha256);
  }
  for (const sha256 of images) {
    const path = toMediaPath(sha256);
    const image = await reader.readBytes(path);
    if (image.ok && image.value && (await checkImage(image.value, sha256)).ok) files.push({ path, sha256 });
  }
  return files;
}

/** A file of a bundle with what is in it. */
export interface FilledFile {
  path: string;
  content: FileContent;
}

/** Fetches the images of a bundle from the host, one by one: together they could be more than one message carries. */
export async function fillFiles(client: HostClient, files: readonly BundleFileView[]): Promise<FilledFile[]> {
  const filled: FilledFile[] = [];
  for (const file of files) {
    if ('text' in file) filled.push({ path: file.path, content: file.text });
    else {
      const image = await client.call('editor.media.get', { sha256: file.sha256 });
      const content = image && fromBase64(image.base64);
      if (content) filled.push({ path: file.path, content: new Uint8Array(content) });
    }
  }
  return filled;
}

/** Writes them in their order: shards and images first, manifest last. */
export async function writeFolder(
  folder: FolderHandle,
  files: readonly FilledFile[],
): Promise<Result<null, WriteReason>> {
  const writer = createFolderWriter(folder);
  for (const { path, content } of files) {
    const put = await writer.write(path, content, path === 'manifest.json');
    if (!put.ok) return put;
  }
  return { ok: true, value: null };
}
