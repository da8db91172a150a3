import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createDatabase, type DeskmateDatabase } from '@/lib/knowledge/store/database';

/** A machine's disk: databases opened on one disk share their data, as after a restart of the host. */
export interface TestDisk {
  open(): DeskmateDatabase;
}

export function createTestDisk(): TestDisk {
  const indexedDB = new IDBFactory();
  return { open: () => createDatabase({ indexedDB, IDBKeyRange }) };
}
