import { Check } from 'typebox/value'
import { ErrorSchema } from '../../shared/protocol/answers.ts'
import { SIMULATOR_SOURCE } from './output.ts'

/** What became of a call. `away`: nobody there, or nobody who can take it now; the same call may be made again. */
export type CallOutcome =
  | { readonly kind: 'taken'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly why: string; readonly body: unknown }
  | { readonly kind: 'away'; readonly why: string }

/** The public API as anybody reaches it. Never throws. */
export interface Caller {
  get(path: string): Promise<CallOutcome>
  post(path: string, body: unknown): Promise<CallOutcome>
}

const CALL_TIMEOUT_MS = 5_000
const TOO_MANY_REQUESTS = 429
const SERVER_ERROR = 500

export function createCaller(baseUrl: string, key: string, fetch: typeof globalThis.fetch, stopped: AbortSignal): Caller {
  async function call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<CallOutcome> {
    if (stopped.aborted) return { kind: 'away', why: 'stopped' }
    const patience = new AbortController()
    const giveUp = (): void => patience.abort()
    const timer = setTimeout(giveUp, CALL_TIMEOUT_MS)
    stopped.addEventListener('abort', giveUp)
    try {
      const response = await fetch(new URL(path, baseUrl), { ...request(key, method, body), signal: patience.signal })
      return outcomeOf(response, parsed(await response.text()))
    } catch (error) {
      return { kind: 'away', why: reasonOf(error) }
    } finally {
      clearTimeout(timer)
      stopped.removeEventListener('abort', giveUp)
    }
  }
  return { get: (path) => call('GET', path), post: (path, body) => call('POST', path, body) }
}

function request(key: string, method: 'GET' | 'POST', body: unknown): RequestInit {
  const headers = { 'x-source': SIMULATOR_SOURCE, authorization: `Bearer ${key}` }
  if (body === undefined) return { method, headers }
  return { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function outcomeOf({ ok, status }: Response, body: unknown): CallOutcome {
  if (ok) return { kind: 'taken', body }
  const why = Check(ErrorSchema, body) ? `${status} ${body.code} ${body.field}`.trimEnd() : String(status)
  return status === TOO_MANY_REQUESTS || status >= SERVER_ERROR ? { kind: 'away', why } : { kind: 'refused', why, body }
}

/** The text as JSON, null when it is none: an answer that says nothing we can use. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name
}
