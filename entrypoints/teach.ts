import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createTeacher, type Teacher } from '@/lib/console/teach/teacher';
import { systemClock } from '@/lib/core/clock';
import { openTeachLink } from '@/lib/platform/teach-link';

/** Injected for one lesson into every frame of a page; leaves nothing when the lesson ends. */
export default defineUnlistedScript(() => {
  const world = globalThis as { deskmateTeach?: () => void };
  world.deskmateTeach?.();
  let teacher: Teacher | null = null;
  const end = () => {
    teacher?.stop();
    teacher = null;
    if (world.deskmateTeach === leave) delete world.deskmateTeach;
  };
  const link = openTeachLink({
    message: (message) => {
      if (message.type === 'stop') return end();
      if (message.type === 'aside') return teacher?.aside();
      if (message.type === 'disarm') return teacher?.disarm();
      if (message.type === 'arm') return teacher?.arm(message.part);
      teacher ??= createTeacher({
        document,
        window,
        clock: systemClock,
        language: message.language,
        onState: (state) => link.post({ type: 'state', state }),
        onStop: () => link.post({ type: 'stop' }),
      });
      if (message.part) teacher.arm(message.part);
    },
    close: end,
  });
  const leave = () => {
    link.close();
    end();
  };
  world.deskmateTeach = leave;
});
