/** Starts the store's worker from source. Used wherever the server itself runs from TypeScript; the bundle starts its own file. */
import { register } from 'tsx/esm/api'

register()
await import('./journalWorker.ts')
