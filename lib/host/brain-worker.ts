import { systemClock } from '@/lib/core/clock';
import { createLocalBrain } from './local-brain';
import { serveBrain } from './worker-brain';

/** The dedicated worker: the brain and nothing else. */
serveBrain(createLocalBrain(systemClock), self as unknown as Parameters<typeof serveBrain>[1]);
