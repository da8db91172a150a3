import { defineBackground } from 'wxt/utils/define-background';
import { registerRouter } from '@/lib/platform/router';

export default defineBackground(() => {
  registerRouter();
});
