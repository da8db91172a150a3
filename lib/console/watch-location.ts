/** How often the address is looked at where the Navigation API does not tell, ms. */
const POLL_MS = 1000;

/** Calls back with the address now and after every change, also those that a single-page app makes without a load. */
export function watchLocation(window: Window, onChange: (url: URL) => void): () => void {
  let last = '';
  const check = () => {
    if (window.location.href === last) return;
    last = window.location.href;
    onChange(new URL(last));
  };
  const timer = window.setInterval(check, POLL_MS);
  const navigation = (window as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener('currententrychange', check);
  window.addEventListener('popstate', check);
  check();
  return () => {
    window.clearInterval(timer);
    navigation?.removeEventListener('currententrychange', check);
    window.removeEventListener('popstate', check);
  };
}
