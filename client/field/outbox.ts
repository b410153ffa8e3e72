import type { Stage } from '../../shared/clock/stages.ts'

/** What a press on the phone asks for: a stage reached, words alone, or that the team is at a post or leaves it. */
export type Press = Stage | 'note' | Check
export type Check = 'checkIn' | 'checkOut'

/** A press that waits to be sent, was recorded, or was refused. Kept on the phone until its user has seen how it ended. */
export interface Entry {
  /** Made with the press and sent with every try, so that it takes effect once (INPUT-3). */
  readonly commandId: string
  /** Of the incident; of a check the post. */
  readonly incidentId: string
  /** Of the incident: after it was reopened its stages can be pressed again. */
  readonly handling: number
  readonly press: Press
  readonly words: string | null
  /** The drill it is pressed in, and that drill's clock less the phone's at the press, ms; null for the real thing. */
  readonly drill: { readonly space: string; readonly offsetMs: number } | null
  /** The phone's own clock at the press, epoch ms; set right by the server's when it is sent. */
  readonly pressedAt: number
  readonly state: 'waiting' | 'recorded' | 'refused'
  /** Why it was refused, in the server's words. */
  readonly reason: string | null
}

/** Oldest press first: they are sent in that order, one after the other. */
export type Outbox = readonly Entry[]

/** What became of a try. `unreached`: no answer, or one that says to try again. */
export type Try = { readonly outcome: 'recorded' } | { readonly outcome: 'refused'; readonly reason: string } | { readonly outcome: 'unreached' }

/** ASSUMPTION: ended presses are kept beside the waiting ones, so many of them: what a shift looks back at. */
const ENDED_KEPT = 20

/** Takes a press; the same stage of the same incident is not taken twice while it waits or is recorded. */
export function press(outbox: Outbox, entry: Omit<Entry, 'state' | 'reason'>): Outbox {
  if (entry.press !== 'note' && pressed(outbox, entry, entry.press) !== null) return outbox
  return [...outbox, { ...entry, state: 'waiting', reason: null }]
}

/** Takes that the team has come to a post or leaves it. */
export function check(outbox: Outbox, { commandId, post, comes, pressedAt }: { readonly commandId: string; readonly post: string; readonly comes: boolean; readonly pressedAt: number }): Outbox {
  return [...outbox, { commandId, incidentId: post, handling: 1, press: comes ? 'checkIn' : 'checkOut', words: null, drill: null, pressedAt, state: 'waiting', reason: null }]
}

export function isCheck({ press: what }: Pick<Entry, 'press'>): boolean {
  return what === 'checkIn' || what === 'checkOut'
}

/** The press of a stage that stands: waiting or recorded. */
export function pressed(outbox: Outbox, { incidentId, handling }: Pick<Entry, 'incidentId' | 'handling'>, what: Press): Entry | null {
  const same = (entry: Entry): boolean => entry.incidentId === incidentId && entry.handling === handling && entry.press === what
  return outbox.find((entry) => same(entry) && entry.state !== 'refused') ?? null
}

/** The press to send now; null when none waits. */
export function nextToSend(outbox: Outbox): Entry | null {
  return outbox.find(({ state }) => state === 'waiting') ?? null
}

/** Takes in what became of a try (FIELD-2): what was not reached goes on waiting, in its place. */
export function settle(outbox: Outbox, commandId: string, tried: Try): Outbox {
  if (tried.outcome === 'unreached') return outbox
  const reason = tried.outcome === 'refused' ? tried.reason : null
  const settled = outbox.map((entry) => (entry.commandId === commandId ? { ...entry, state: tried.outcome, reason } : entry))
  const ended = settled.filter(({ state }) => state !== 'waiting')
  const tooOld = new Set(ended.slice(0, Math.max(0, ended.length - ENDED_KEPT)))
  return settled.filter((entry) => !tooOld.has(entry))
}

/** A refusal its user has read. */
export function dismiss(outbox: Outbox, commandId: string): Outbox {
  return outbox.filter((entry) => entry.commandId !== commandId || entry.state === 'waiting')
}

/** An HTTP call of the public contract. */
export interface Call {
  readonly path: string
  readonly body: object
}

/**
 * The call of a press. `offsetMs`: the server's clock less the phone's, so that a stamp that was pressed without a link
 * has the time it was pressed at, as the server's clock shows it (CLOCK-3).
 */
export function callOf(entry: Entry, unit: string, offsetMs: number): Call {
  const { commandId, incidentId, press: what, words, drill } = entry
  if (isCheck(entry)) {
    const door = what === 'checkIn' ? 'check-in' : 'check-out'
    return { path: `/api/v1/posts/${encodeURIComponent(incidentId)}/${door}`, body: { commandId, unit, at: Math.round(pressedTime(entry, offsetMs)) } }
  }
  const incident = `/api/v1/incidents/${encodeURIComponent(incidentId)}`
  const query = drill === null ? '' : `?space=${drill.space}`
  if (what === 'note') return { path: `${incident}/notes${query}`, body: { commandId, text: words ?? '' } }
  const at = Math.round(pressedTime(entry, offsetMs))
  return { path: `${incident}/stamps${query}`, body: { commandId, stage: what, at, unit, ...(words === null ? {} : { note: words }) } }
}

/** When it was pressed, epoch ms, by the server's clock, `offsetMs` ahead of the phone's; in a drill by the drill's. */
export function pressedTime({ pressedAt, drill }: Pick<Entry, 'pressedAt' | 'drill'>, offsetMs: number): number {
  return pressedAt + (drill?.offsetMs ?? offsetMs)
}

/** 408 and 429 ask to come again; 401 and 403 end by signing in: none of them is the press's fault. */
const COME_AGAIN = new Set([401, 403, 408, 429])

/** What an answer means. `body`: what the server said, if it was JSON. */
export function judge(status: number, body: unknown): Try {
  if (status >= 200 && status < 300) return { outcome: 'recorded' }
  if (status >= 500 || status < 400 || COME_AGAIN.has(status)) return { outcome: 'unreached' }
  const message = (body as { message?: unknown } | null)?.message
  return { outcome: 'refused', reason: typeof message === 'string' ? message : `HTTP ${status}` }
}

/** The outbox as a phone kept it; what cannot be read is no outbox. */
export function readOutbox(kept: string | null): Outbox {
  if (kept === null) return []
  try {
    const list: unknown = JSON.parse(kept)
    return Array.isArray(list) ? list.filter(isEntry).map((entry) => ({ ...entry, drill: (entry.drill as Entry['drill'] | undefined) ?? null })) : []
  } catch {
    return []
  }
}

function isEntry(value: unknown): value is Entry {
  const { commandId, incidentId, pressedAt, state } = value as Entry
  return [commandId, incidentId, state].every((text) => typeof text === 'string') && Number.isFinite(pressedAt)
}
