/** ASSUMPTION: a command without an answer for so long is taken for lost, ms: longer than a slow disk takes, shorter than patience. */
const ANSWER_WITHIN_MS = 8_000

/** What the server said to a command; null when nothing came. */
export type CommandReply = { readonly status: number; readonly body: unknown } | null

/** Sends a command to a door of the public API. Never throws. */
export async function postCommand(path: string, body: object): Promise<CommandReply> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return { status: response.status, body: await response.json().catch(() => null) }
  } catch {
    return null
  }
}
