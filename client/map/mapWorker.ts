import { prewarm, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'

/**
 * Starts the map's worker. When its script does not come the library tells a map that is there already, and no other: that would
 * wait for it without end. Asked for here first, it is as much a part of the map's program as what imports this; the worker
 * has it from the browser's cache.
 * @throws Error when it does not come
 */
export async function startMapWorker(): Promise<void> {
  const answer = await fetch(workerUrl)
  if (!answer.ok) throw new Error(`the map's worker was answered with ${answer.status}`)
  await answer.arrayBuffer()
  setWorkerUrl(workerUrl)
  prewarm()
}
