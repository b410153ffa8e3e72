/*
 * Keeps the field page on the phone: the newest while there is a link, the one kept last without. Calls of the contract are
 * never answered from here: what is not recorded must not look recorded.
 */
const KEPT_AS = 'field-page'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname === '/field') event.respondWith(newest(event.request))
  else if (pathname.startsWith('/assets/')) event.respondWith(kept(event.request))
})

async function newest(request) {
  const cache = await caches.open(KEPT_AS)
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put('/field', answer.clone())
    return answer
  } catch (error) {
    const held = await cache.match('/field')
    if (held === undefined) throw error
    return held
  }
}

/** Files under /assets have their content in their name: one that is held is the right one. */
async function kept(request) {
  const cache = await caches.open(KEPT_AS)
  const held = await cache.match(request)
  if (held !== undefined) return held
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}
