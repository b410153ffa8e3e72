import type { UnitIncidents } from '../../shared/protocol/unitSchemas.ts'
import { callOf, judge, nextToSend, readOutbox, settle, type Outbox } from './outbox.ts'

/** How often a phone with a link asks what is to be done, and one without tries again, ms. */
const ASK_EVERY_MS = 4_000
/** An answer that has not come by then is none, ms. */
const GIVE_UP_MS = 8_000
const OUTBOX_KEY = 'field.outbox.'
const UNAUTHORIZED = 401

/** What the page shows of its link. */
export interface PhoneState {
  outbox: Outbox
  /** The last that was heard; null before the first. */
  heard: UnitIncidents | null
  online: boolean
  /** The server answers, but knows nobody here: what waits goes on waiting until somebody signs in. */
  signedOut: boolean
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
 * The link of a unit's phone: keeps the outbox in `storage` before anything is sent, asks what is to be done, measures the
 * clock and sends what waits, one press after the other (FIELD-2). `changed` is called after each change of `state`.
 */
export function openPhone(unit: string, storage: Storage, changed: (state: PhoneState) => void): Phone {
  const key = `${OUTBOX_KEY}${unit}`
  const state: PhoneState = { outbox: readOutbox(storage.getItem(key)), heard: null, online: false, signedOut: false, offsetMs: null }
  let busy = false
  let again = false
  let closed = false
  let timer: ReturnType<typeof setTimeout> | null = null

  function keep(outbox: Outbox): void {
    state.outbox = outbox
    storage.setItem(key, JSON.stringify(outbox))
    changed(state)
  }

  async function turn(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    if (busy) return void (again = true)
    busy = true
    again = false
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
    if (answer === null || answer.status !== 200) return false
    state.heard = answer.body as UnitIncidents
    state.offsetMs = state.heard.now - (sentAt + Date.now()) / 2
    return true
  }

  /** @returns false once one was not reached */
  async function sendAll(): Promise<boolean> {
    for (let entry = nextToSend(state.outbox); entry !== null && !closed; entry = nextToSend(state.outbox)) {
      const { path, body } = callOf(entry, unit, state.offsetMs ?? 0)
      const answer = await call(path, body)
      const tried = answer === null ? { outcome: 'unreached' as const } : judge(answer.status, answer.body)
      if (tried.outcome === 'unreached') return false
      keep(settle(state.outbox, entry.commandId, tried))
    }
    return true
  }

  const wake = (): void => void turn()
  addEventListener('online', wake)
  void turn()
  return {
    state,
    change(outbox) {
      keep(outbox)
      void turn()
    },
    close() {
      closed = true
      removeEventListener('online', wake)
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/** @returns null when there was no answer */
async function call(path: string, body?: object): Promise<{ readonly status: number; readonly body: unknown } | null> {
  const asked = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  try {
    const answer = await fetch(path, { ...asked, signal: AbortSignal.timeout(GIVE_UP_MS) })
    const json = answer.headers.get('content-type')?.includes('json') === true
    return { status: answer.status, body: json ? ((await answer.json()) as unknown) : null }
  } catch {
    return null
  }
}
