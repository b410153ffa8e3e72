import { attendance } from '../keyboard/attended.ts'

/** An answer that has not come by then is none, ms. */
const GIVE_UP_MS = 8_000

/**
 * Asks the server, or with a `body` posts it. What a page asks by itself keeps no session alive (ACCESS-6).
 * @returns null when there was no answer
 */
export async function call(path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown } | null> {
  const asked = body === undefined ? { headers: attendance() } : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  try {
    const answer = await fetch(path, { ...asked, signal: AbortSignal.timeout(GIVE_UP_MS) })
    const json = answer.headers.get('content-type')?.includes('json') === true
    return { status: answer.status, body: json ? ((await answer.json()) as unknown) : null }
  } catch {
    return null
  }
}
