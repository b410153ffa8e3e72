import { SESSION_LIMITS } from '../../shared/access/sessionLimits.ts'
import type { UnitIncidents } from '../../shared/protocol/unitSchemas.ts'
import { call } from './call.ts'
import { readKept } from './kept.ts'
import { isKeptOf, keepOutbox, keptOutbox, waitingOfOthers } from './keptOutbox.ts'
import { callOf, judge, nextToSend, settle, type Outbox } from './outbox.ts'
import { watchSetBack } from './setBack.ts'

/** How often a phone with a link asks what is to be done, and one without tries again, ms. */
const ASK_EVERY_MS = 4_000
const HEARD_KEY = 'field.heard.'
/** ASSUMPTION: a phone shows what it heard no longer than a session lasts, ms: a lost one does not tell for ever. */
const HEARD_KEPT_MS = SESSION_LIMITS.absoluteMs
const UNAUTHORIZED = 401

/** What the page shows of its link. */
export interface PhoneState {
  outbox: Outbox
  /** The last that was heard, also by the page that was open before; null before the first. */
  heard: UnitIncidents | null
  online: boolean
  /** The server answers, but knows nobody here: what waits goes on waiting until somebody signs in. */
  signedOut: boolean
  /** The server answers, but another team is signed in: what waits goes on waiting until this one is again. */
  otherUnit: boolean
  /** What waits on this phone of other teams. */
  others: ReturnType<typeof waitingOfOthers>
  /** The server's clock less the phone's, ms; null until it was measured. */
  offsetMs: number | null
}

export interface Phone {
  readonly state: PhoneState
  /** Puts a changed outbox in place, keeps it and sends what waits. */
  change(outbox: Outbox): void
  close(): void
}

/**
 * The link of a unit's phone, which may be open in several tabs that share what `storage` keeps (FIELD-7): keeps the outbox before anything is sent, asks what is to be done and keeps that too
 * (FIELD-5), measures the clock and sends what waits, one press after the other (FIELD-2). `changed` is called after each change of `state`.
 */
export function openPhone(unit: string, storage: Storage, changed: (state: PhoneState) => void): Phone {
  const heardKey = `${HEARD_KEY}${unit}`
  const state: PhoneState = { ...kept(), ...readHeard(storage.getItem(heardKey), Date.now()), online: false, signedOut: false, otherUnit: false }
  const setBack = watchSetBack(Date.now, () => performance.now())
  let busy = false
  let again = false
  let closed = false
  let timer: ReturnType<typeof setTimeout> | null = null

  function kept(): Pick<PhoneState, 'outbox' | 'others'> {
    return { outbox: keptOutbox(storage, unit), others: waitingOfOthers(storage, unit) }
  }

  /** Another tab of this phone may have pressed or settled something meanwhile. */
  function look(): void {
    Object.assign(state, kept())
    changed(state)
  }

  function keep(before: Outbox, after: Outbox): void {
    keepOutbox(storage, unit, before, after)
    look()
  }

  async function turn(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    if (busy) return void (again = true)
    busy = true
    again = false
    if (state.offsetMs !== null) state.offsetMs += setBack()
    Object.assign(state, kept())
    state.online = (await ask()) && (await sendAll())
    busy = false
    if (closed) return
    changed(state)
    timer = setTimeout(() => void turn(), again ? 0 : ASK_EVERY_MS)
  }

  async function ask(): Promise<boolean> {
    const sentAt = Date.now()
    const answer = await call(`/api/v1/units/${encodeURIComponent(unit)}/incidents`)
    state.signedOut = answer?.status === UNAUTHORIZED
    if (state.signedOut) storage.removeItem(heardKey)
    if (answer === null || answer.status !== 200) return false
    state.heard = answer.body as UnitIncidents
    state.offsetMs = state.heard.now - (sentAt + Date.now()) / 2
    setBack()
    storage.setItem(heardKey, JSON.stringify({ heard: state.heard, offsetMs: state.offsetMs } satisfies Heard))
    return true
  }

  /** @returns false once one was not reached */
  async function sendAll(): Promise<boolean> {
    for (let entry = nextToSend(state.outbox); entry !== null && !closed; entry = nextToSend(state.outbox)) {
      const { path, body } = callOf(entry, unit, state.offsetMs ?? 0)
      const answer = await call(path, body)
      const tried = answer === null ? { outcome: 'unreached' as const } : judge(answer.status, answer.body)
      state.otherUnit = tried.outcome === 'held'
      if (tried.outcome === 'unreached') return false
      if (tried.outcome === 'held') return true
      const before = keptOutbox(storage, unit)
      keep(before, settle(before, entry.commandId, tried))
    }
    state.otherUnit = false
    return true
  }

  const wake = (): void => void turn()
  const heardOther = ({ key }: StorageEvent): void => {
    if (isKeptOf(unit, key)) look()
  }
  addEventListener('online', wake)
  addEventListener('storage', heardOther)
  void turn()
  return {
    state,
    change(outbox) {
      keep(state.outbox, outbox)
      void turn()
    },
    close() {
      closed = true
      removeEventListener('online', wake)
      removeEventListener('storage', heardOther)
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/** What was heard last, and the server's clock less the phone's as it was measured then, ms. */
type Heard = Pick<PhoneState, 'heard' | 'offsetMs'>

/** What a phone kept of what it heard; nothing where it cannot be read or is too old at `now` (epoch ms by the phone's clock). */
export function readHeard(kept: string | null, now: number): Heard {
  const none = { heard: null, offsetMs: null }
  const { heard, offsetMs } = readKept<Partial<Heard>>(kept, (value) => value !== null) ?? none
  if (!Array.isArray(heard?.incidents) || !Array.isArray(heard.drills) || typeof offsetMs !== 'number') return none
  return now + offsetMs - heard.now > HEARD_KEPT_MS ? none : { heard, offsetMs }
}
