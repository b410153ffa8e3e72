import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type OpenStore } from '../../server/journal/openStore.ts'
import { at } from './builders.ts'
import { createHeldClock } from './heldClock.ts'
import { startTestApp, type TestApp } from './testApp.ts'

/** A server over the real store of a folder of a test's own, which can be stopped and started again on it. */
export interface StoredApp {
  readonly store: OpenStore
  readonly test: TestApp
  /** Starts on the folder, at `now` (epoch ms) by the server's clock. */
  open(now?: number): Promise<void>
  close(): Promise<void>
  /** Stops it and takes the folder away. */
  end(): Promise<void>
}

export async function startStoredApp(): Promise<StoredApp> {
  const dir = await mkdtemp(join(tmpdir(), 'journey-'))
  let store: OpenStore
  let test: TestApp

  async function open(now = at(0)): Promise<void> {
    store = await openStore(dir, { report: () => undefined })
    test = await startTestApp({ journal: store.journal, history: store.history, clock: createHeldClock(now) })
  }

  async function close(): Promise<void> {
    await test.close()
    await store.close()
  }

  await open()
  return {
    get store() {
      return store
    },
    get test() {
      return test
    },
    open,
    close,
    async end() {
      await close()
      await rm(dir, { recursive: true })
    },
  }
}
