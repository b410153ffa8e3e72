/** Of the service worker in `public/field-worker.js`. */
const KEPT_AS = 'field-page'

/**
 * Keeps the page itself on the phone, so that it opens without a link too. Browsers allow that over TLS and on this machine
 * only; elsewhere a page that stays open goes on working, and one that is closed needs the link to open again.
 */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/field-worker.js', { scope: '/field' })
  const cache = await caches.open(KEPT_AS)
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin, pathname }) =>
    origin === location.origin && pathname.startsWith('/assets/'))
  await cache.addAll(['/field', ...new Set(loaded.map(({ pathname }) => pathname))])
}
