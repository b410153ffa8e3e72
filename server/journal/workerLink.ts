import { Worker } from 'node:worker_threads'
import { JournalUnavailable } from '../ports.ts'
import type { AnswerOf, ArgsOf, Operation, ReplyMessage } from './requests.ts'

interface Pending {
  resolve(answer: unknown): void
  reject(error: Error): void
}

/** An error of the worker, by its name there. */
export class StoreFault extends Error {
  override readonly name: string
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** The worker makes little that lives short: its heap for that is kept small, MB. */
const YOUNG_MB = 4

/** The way to the store's worker. Once the worker has ended, whatever is asked fails with JournalUnavailable. */
export class WorkerLink {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  readonly #ended: Promise<void>
  #lastId = 0
  #end: JournalUnavailable | null = null

  constructor() {
    this.#worker = new Worker(workerUrl(), { execArgv: process.execArgv.filter((option) => option.startsWith('--cpu-prof')), name: 'journal', resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
    this.#worker.on('message', (reply: ReplyMessage) => this.#take(reply))
    this.#worker.on('error', (error: Error) => this.#fail(`the journal's worker failed: ${error.message}`))
    this.#ended = new Promise((resolve) => {
      this.#worker.once('exit', (code) => {
        this.#fail(`the journal's worker has ended (code ${code})`)
        resolve()
      })
    })
  }

  /**
   * All goes to the worker as a copy. Memory handed over without one would be spared a second's few hundred kB, and cost every
   * access to bytes a look whether its memory was handed over: V8 leaves that look out as long as none ever was.
   */
  ask<O extends Operation>(operation: O, args: ArgsOf<O>): Promise<AnswerOf<O>> {
    if (this.#end !== null) return Promise.reject(this.#end)
    this.#lastId += 1
    const id = this.#lastId
    return new Promise<AnswerOf<O>>((resolve, reject) => {
      this.#pending.set(id, { resolve: (answer) => resolve(answer as AnswerOf<O>), reject })
      this.#worker.postMessage({ id, operation, args })
    })
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
    await this.#ended
  }

  #take(reply: ReplyMessage): void {
    const pending = this.#pending.get(reply.id)
    this.#pending.delete(reply.id)
    if (reply.ok) pending?.resolve(reply.answer)
    else pending?.reject(new StoreFault(reply.name, reply.message))
  }

  #fail(reason: string): void {
    this.#end ??= new JournalUnavailable(reason)
    for (const { reject } of this.#pending.values()) reject(this.#end)
    this.#pending.clear()
  }
}

/** Beside the source a worker of source, beside the bundle (`dist/server/main.js`) the bundled worker. */
function workerUrl(): URL {
  const file = import.meta.url.endsWith('.ts') ? './typescriptWorker.mjs' : './journalWorker.js'
  return new URL(file, import.meta.url)
}
