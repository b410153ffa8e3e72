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
  /** What people call the incident: a refusal is read when it is no longer listed, too. Empty for what was kept before it was noted. */
  readonly number: string
  /** Of the incident: after it was reopened its stages can be pressed again. */
  readonly handling: number
  readonly press: Press
  readonly words: string | null
  /** The drill it is pressed in, and that drill's clock less the phone's at the press, ms; null for the real thing. */
  readonly drill: { readonly space: string; readonly offsetMs: number } | null
  /** The phone's own clock at the press, epoch ms. */
  readonly pressedAt: number
  /** The server's clock less the phone's as it was measured last before the press, ms: the phone's may be set right before it is sent (FIELD-3). Null where none was measured. */
  readonly offsetMs: number | null
  readonly state: 'waiting' | 'recorded' | 'refused'
  /** Null unless it was refused. */
  readonly refusal: Refused | null
}

/** Why a press was refused: the server's code, its own words, and who was first where it says so (`at` epoch ms). */
export interface Refused {
  /** Empty where the answer had none. */
  readonly code: string
  readonly message: string
  readonly first: { readonly by: string; readonly at: number } | null
}

/** Oldest press first: they are sent in that order, one after the other. */
export type Outbox = readonly Entry[]

/** What became of a try. `unreached`: no answer, or one that says to try again. `held`: another team is signed in on this phone. */
export type Try = { readonly outcome: 'recorded' } | { readonly outcome: 'refused'; readonly refusal: Refused } | Unsettled
export type Unsettled = { readonly outcome: 'unreached' } | { readonly outcome: 'held' }

/** ASSUMPTION: recorded presses are kept beside the others, so many of them: what a shift looks back at. */
const RECORDED_KEPT = 20

/** Takes a press; the same stage of the same incident is not taken twice while it waits or is recorded. */
export function press(outbox: Outbox, entry: Omit<Entry, 'state' | 'refusal'>): Outbox {
  if (entry.press !== 'note' && pressed(outbox, entry, entry.press) !== null) return outbox
  return [...outbox, { ...entry, state: 'waiting', refusal: null }]
}

/** Takes that the team has come to a post, called `name`, or leaves it; `offsetMs` as an entry has it. */
export function check(outbox: Outbox, { post, name, comes, ...pressed }: Pick<Entry, 'commandId' | 'pressedAt' | 'offsetMs'> & { readonly post: string; readonly name: string; readonly comes: boolean }): Outbox {
  return [...outbox, { ...pressed, incidentId: post, number: name, handling: 1, press: comes ? 'checkIn' : 'checkOut', words: null, drill: null, state: 'waiting', refusal: null }]
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

/**
 * Takes in what became of a try (FIELD-2): what was not reached goes on waiting, in its place; the report that went with a refused
 * stage waits on as words alone, since the stage was refused and not what was seen.
 */
export function settle(outbox: Outbox, commandId: string, tried: Try): Outbox {
  if (tried.outcome === 'unreached' || tried.outcome === 'held') return outbox
  const settled = outbox.flatMap((entry) => (entry.commandId === commandId && entry.state === 'waiting' ? answered(entry, tried) : [entry]))
  const recorded = settled.filter(({ state }) => state === 'recorded')
  const tooOld = new Set(recorded.slice(0, Math.max(0, recorded.length - RECORDED_KEPT)))
  return settled.filter((entry) => !tooOld.has(entry))
}

function answered(entry: Entry, tried: Exclude<Try, Unsettled>): Entry[] {
  if (tried.outcome === 'recorded') return [{ ...entry, state: 'recorded' }]
  const refused: Entry = { ...entry, state: 'refused', refusal: tried.refusal }
  if (entry.press === 'note' || entry.words === null) return [refused]
  return [refused, { ...entry, commandId: `${entry.commandId}-words`, press: 'note' }]
}

/** What was refused and not read yet, oldest first, whether its incident is still listed or not. */
export function unread(outbox: Outbox): Entry[] {
  return outbox.filter(({ state }) => state === 'refused')
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
 * The call of a press. `offsetMs`: the server's clock less the phone's now, for a press made before any was measured; so a
 * press without a link has the time it was pressed at, as the server's clock shows it (CLOCK-3).
 */
export function callOf(entry: Entry, unit: string, offsetMs: number): Call {
  const { commandId, incidentId, press: what, words, drill } = entry
  if (isCheck(entry)) {
    const door = what === 'checkIn' ? 'check-in' : 'check-out'
    return { path: `/api/v1/posts/${encodeURIComponent(incidentId)}/${door}`, body: { commandId, unit, at: Math.round(pressedTime(entry, offsetMs)) } }
  }
  const incident = `/api/v1/incidents/${encodeURIComponent(incidentId)}`
  const query = drill === null ? '' : `?space=${drill.space}`
  const at = Math.round(pressedTime(entry, offsetMs))
  if (what === 'note') return { path: `${incident}/notes${query}`, body: { commandId, text: words ?? '', at } }
  return { path: `${incident}/stamps${query}`, body: { commandId, stage: what, at, unit, ...(words === null ? {} : { note: words }) } }
}

/** When it was pressed, epoch ms, by the server's clock, which was `offsetMs` ahead where the press does not say; in a drill by the drill's. */
export function pressedTime(press: Pick<Entry, 'pressedAt' | 'drill' | 'offsetMs'>, offsetMs: number): number {
  return press.pressedAt + (press.drill?.offsetMs ?? press.offsetMs ?? offsetMs)
}

/** 408 and 429 ask to come again; 401 ends by signing in: none of them is the press's fault. */
const COME_AGAIN = new Set([401, 408, 429])
const FORBIDDEN = 403

/** Of a 403: this very team may not do it by this account. Another one (signed in as another team, a way in that is not safe) ends by itself. */
function isForGood(code: unknown, field: unknown): boolean {
  return code !== 'plainHttp' && code !== 'foreignOrigin' && field !== 'unit'
}

/** What an answer means. `body`: what the server said, if it was JSON. */
export function judge(status: number, body: unknown): Try {
  if (status >= 200 && status < 300) return { outcome: 'recorded' }
  if (status >= 500 || status < 400 || COME_AGAIN.has(status)) return { outcome: 'unreached' }
  const { code, field, message, first } = (body ?? {}) as Partial<Record<keyof Refused | 'field', unknown>>
  if (status === FORBIDDEN && !isForGood(code, field)) return { outcome: field === 'unit' ? 'held' : 'unreached' }
  const { by, at } = (first ?? {}) as { readonly by?: unknown; readonly at?: unknown }
  return {
    outcome: 'refused',
    refusal: {
      code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : `HTTP ${status}`,
      first: typeof by === 'string' && typeof at === 'number' ? { by, at } : null,
    },
  }
}

/** The outbox as a phone kept it; what cannot be read is no outbox. */
export function readOutbox(kept: string | null): Outbox {
  if (kept === null) return []
  try {
    const list: unknown = JSON.parse(kept)
    return Array.isArray(list) ? list.filter(isEntry).map(ofToday) : []
  } catch {
    return []
  }
}

/** Is it a press as a page keeps it? */
export function isEntry(value: unknown): value is Entry {
  const { commandId, incidentId, pressedAt, state } = (value ?? {}) as Entry
  return [commandId, incidentId, state].every((text) => typeof text === 'string') && Number.isFinite(pressedAt)
}

/** A press as an older page kept it: before there were drills, before numbers, offsets and codes were noted. */
export function ofToday(kept: Entry & { readonly reason?: string | null }): Entry {
  const { reason, ...entry } = kept
  const before: Pick<Entry, 'number' | 'offsetMs' | 'drill' | 'refusal'> = {
    number: '', offsetMs: null, drill: null, refusal: typeof reason === 'string' ? { code: '', message: reason, first: null } : null,
  }
  return { ...before, ...entry }
}
