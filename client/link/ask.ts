import { attendance } from '../keyboard/attended.ts'

/** What a call of the API that is no command gave: the answer, or why not. `away`: nobody answered, or not to the end. */
export type Asked<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly code: string; readonly field: string; readonly reason: string }

/** ASSUMPTION: longer than a password's hash takes on a busy server, ms. */
const ANSWER_WITHIN_MS = 15_000
const NO_CONTENT = 204

/** Asks `path` of the public API; what has a body is sent as JSON. Never throws. */
export async function ask<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Asked<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method, signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(body === undefined ? { headers: attendance() } : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (response.ok) return { ok: true, body: (response.status === NO_CONTENT ? null : await response.json()) as T }
    const told: unknown = await response.json().catch(() => null)
    const { code = String(response.status), field = '', message = '' } = (told ?? {}) as { code?: string; field?: string; message?: string }
    return { ok: false, code, field, reason: message }
  } catch {
    return { ok: false, code: 'away', field: '', reason: '' }
  }
}
