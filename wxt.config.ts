import { defineConfig } from 'wxt';
import permissions from './lib/console/permissions.baseline.json';

/**
 * Fixed public key of unpacked and zip installs: the extension id, and with it every agent's IndexedDB, stays the same on
 * every machine and folder. `DESKMATE_STORE=1` leaves it out, since a store assigns its own.
 */
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAudYxHvZBc760pvuZtw/mxLXeCsQm5qXy9bIFPn7PJP+LX92C2xOdS/kQFmT3zflTBLUtq8YHuQazcn8cP3IktUf+CKCjkyFT0lKyj84DHOmo17sJp8YJ9gr16VQnHF1sk3qWuVJTaH69A6FaiiHgpt1xcS21SCzoaXZ6wzDGBytqiVNNNU/SMXEHIfC4PqgliKjoYXpc8xhBq+sb1BRw1Cx8BcoI8GWHArjQ7h7wNNnwifiE94m/hWFYF0SV4ar2mN9E27FW2Xea0nHJPpvLIkTeOdgECTF0B87bVg5ElevSdjyuguyUDxvMknpiOn7MBuqGeIc7GHJwUgK5/kU/IQIDAQAB';

export default defineConfig({
  modules: ['@wxt-dev/module-react'],
  imports: false,
  srcDir: '.',
  publicDir: 'public',
  manifest: ({ browser, mode }) => {
    const e2eHosts = mode === 'e2e' ? ['http://localhost/*', 'http://127.0.0.1/*'] : [];
    const isFirefox = browser === 'firefox';
    return {
      name: '__MSG_name__',
      description: '__MSG_description__',
      default_locale: 'zh_CN',
      ...(isFirefox
        ? { browser_specific_settings: { gecko: { id: 'deskmate@deskmate.invalid', strict_min_version: '128.0' } } }
        : {
            // sidePanel.open() came with Chrome 116; runtime.getContexts with 116; offscreen reason WORKERS with 113.
            minimum_chrome_version: '116',
            ...(process.env.DESKMATE_STORE ? {} : { key: PUBLIC_KEY }),
          }),
      permissions: isFirefox
        ? ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'activeTab']
        : permissions.permissions,
      host_permissions: [...permissions.hosts, ...e2eHosts],
      optional_host_permissions: permissions.optionalHosts,
      action: { default_title: '__MSG_name__' },
      content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
      web_accessible_resources: [
        {
          resources: ['strip.html'],
          matches: [...permissions.hosts, ...e2eHosts].map((host) => host.replace(/(\/\/[^/]+)\/.*$/, '$1/*')),
          use_dynamic_url: !isFirefox,
        },
      ],
      commands: {
        _execute_action: { suggested_key: { default: 'Alt+J' } },
        'insert-1': { suggested_key: { default: 'Alt+1' }, description: '__MSG_command_insert_1__' },
        'insert-2': { suggested_key: { default: 'Alt+2' }, description: '__MSG_command_insert_2__' },
        'insert-3': { suggested_key: { default: 'Alt+3' }, description: '__MSG_command_insert_3__' },
      },
    };
  },
});
