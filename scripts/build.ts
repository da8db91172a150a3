import { mustRun } from './lib/run';
import { buildStarter } from './lib/starter';

/** `npm run build`: the starter feed into public/starter, then the extension. Further arguments go to wxt. */
await buildStarter();
await mustRun('wxt', ['build', ...process.argv.slice(2)]);
