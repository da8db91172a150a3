import type { Result } from '@/lib/core/result';
import { parseManifest } from '@/lib/knowledge/sync/manifest';
import type { BundleFileView } from '@/lib/platform/methods/publish-methods';
import type { WriteReason } from '@/lib/team/publish/bundle-writer';
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

/** The bundle that lies in the folder: manifest and the shards that it names. */
export async function readFolder(folder: FolderHandle): Promise<BundleFileView[]> {
  const reader = createFolderWriter(folder);
  const manifest = await reader.read('manifest.json');
  if (!manifest.ok || manifest.value === null) return [];
  const files = [{ path: 'manifest.json', text: manifest.value }];
  const parsed = parseManifest(manifest.value);
  for (const { url } of parsed.ok ? parsed.value.manifest.shards : []) {
    const shard = await reader.read(url);
    if (shard.ok && shard.value !== null) files.push({ path: url, text: shard.value });
  }
  return files;
}

/** Writes them in their order: shards first, manifest last. */
export async function writeFolder(
  folder: FolderHandle,
  files: readonly BundleFileView[],
): Promise<Result<null, WriteReason>> {
  const writer = createFolderWriter(folder);
  for (const { path, text } of files) {
    const put = await writer.write(path, text, path === 'manifest.json');
    if (!put.ok) return put;
  }
  return { ok: true, value: null };
}
