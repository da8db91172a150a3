import { FIXTURES, type FixtureInfo } from '../../fixtures/consoles/serve';

/** One console's fixture as the tests drive it. */
export interface ConsoleCase extends FixtureInfo {
  name: string;
  buyers: [string, string, string];
}

/** The case of a fixture, from what it says of itself. */
export const toCase = (name: string): ConsoleCase => {
  const info = FIXTURES[name];
  if (!info) throw new Error(`no fixture for ${name}`);
  return { buyers: ['7001001', '7001002', '7001003'], ...info, name };
};

/** All consoles: a fixture more is a case more. */
export const CONSOLES: ConsoleCase[] = Object.keys(FIXTURES).map(toCase);

/** How a row of the fixture's state must be read. */
export const rowOf = ({ rows }: ConsoleCase, role: string, text: string): string =>
  (rows?.[role] ?? `${role === 'robot' ? 'agent' : role}: {}`).replace('{}', () => text);

/** The id that the adapter must give a buyer of the fixture; null = the console shows none. */
export const idOf = ({ buyerId }: ConsoleCase, buyer: string): string | null => buyerId?.replace('{}', buyer) ?? null;
