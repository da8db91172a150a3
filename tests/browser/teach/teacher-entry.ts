import { createTeacher } from '@/lib/console/teach/teacher';
import { systemClock } from '@/lib/core/clock';
import type { TeachPart, TeachState } from '@/lib/platform/messages';

/** Runs in the page's isolated world, like the teaching script: a real lesson, whose picks are real presses on the page. */
const states: TeachState[] = [];
/** Our overlay's root is closed to everybody else. */
let root: ShadowRoot | null = null;
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  root = attach.call(this, init);
  return root;
};
const teacher = createTeacher({
  document,
  window,
  clock: systemClock,
  language: 'zh-CN',
  onState: (state) => void states.push(state),
  onStop: () => undefined,
});
Object.assign(globalThis, {
  lesson: {
    arm: (part: TeachPart) => teacher.arm(part),
    stop: () => teacher.stop(),
    state: () => states.at(-1),
    /** Our outline stands around this point. */
    isOutlined: (x: number, y: number) => {
      const box = root?.querySelector('div')?.getBoundingClientRect();
      return box !== undefined && box.width > 0 && box.left <= x && box.right >= x && box.top <= y && box.bottom >= y;
    },
  },
});
