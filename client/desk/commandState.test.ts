import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterEvent, canSendAgain, isPending, isSettled, PRESSED, type CommandEvent, type CommandState } from './commandState.ts'

const answered = (status: number, body: unknown): CommandEvent => ({ type: 'answered', status, body })
const after = (...events: CommandEvent[]): CommandState => events.reduce(afterEvent, PRESSED)
const TAKEN = answered(201, { seq: 7 })
const REFUSED = answered(409, { code: 'alreadyStamped', field: 'stage', message: 'respond is already stamped by headquarters' })

describe('DESK-2 what becomes of a command', () => {
  it('is sending until it is answered', () => {
    expect(PRESSED).toEqual({ phase: 'sending', tries: 1 })
    expect(isPending(PRESSED)).toBe(true)
    expect(canSendAgain(PRESSED)).toBe(false)
  })

  it('is journaled with its seq, and stays so', () => {
    expect(after(TAKEN)).toEqual({ phase: 'journaled', tries: 1, seq: 7 })
    expect(after(TAKEN, REFUSED, { type: 'lost' }, { type: 'sentAgain' })).toEqual({ phase: 'journaled', tries: 1, seq: 7 })
  })

  it('is refused with reason and field, and is not sent again as it is', () => {
    const state = after(REFUSED)
    expect(state).toEqual({
      phase: 'refused', tries: 1, code: 'alreadyStamped', field: 'stage', reason: 'respond is already stamped by headquarters', again: false, first: null,
    })
    expect(canSendAgain(state)).toBe(false)
    expect(after(REFUSED, TAKEN)).toEqual(state)
  })

  it('DESK-9: is refused with who was first and when, and without where the answer has no such person', () => {
    const told = (first: unknown) => after(answered(409, { code: 'alreadyTaken', field: 'from', message: 'was taken', first }))
    expect(told({ by: 'leader-a', at: 7 })).toMatchObject({ first: { by: 'leader-a', at: 7 } })
    for (const bad of [undefined, 'leader-a', { by: 'leader-a' }, { by: 1, at: 7 }]) expect(told(bad)).toMatchObject({ first: null })
  })

  it.each([[499, false], [500, true], [503, true], [401, true], [403, false]])('refused with %d, it may be sent again: %s', (status, again) => {
    const state = after(answered(status, { code: 'c', field: '', message: 'm' }))
    expect(state.phase).toBe('refused')
    expect(canSendAgain(state)).toBe(again)
  })

  it('has no answer when the link is lost, and one when it was sent again', () => {
    expect(after({ type: 'lost' })).toEqual({ phase: 'unanswered', tries: 1 })
    expect(after({ type: 'lost' }, { type: 'sentAgain' })).toEqual({ phase: 'sending', tries: 2 })
    expect(after({ type: 'lost' }, { type: 'sentAgain' }, TAKEN)).toEqual({ phase: 'journaled', tries: 2, seq: 7 })
  })

  it('an answer without a seq says nothing of the record', () => {
    for (const body of [null, 'taken', {}, { seq: 'seven' }]) expect(after(answered(200, body)).phase).toBe('unanswered')
  })

  it('a refusal in a form of somebody else is still one', () => {
    expect(after(answered(502, null))).toMatchObject({ phase: 'refused', code: 'refused', field: '', reason: '502' })
  })

  it('no order of events leaves a settled state, loses a try or has it both pending and settled', () => {
    const event = fc.oneof(
      fc.constant<CommandEvent>({ type: 'lost' }), fc.constant<CommandEvent>({ type: 'sentAgain' }),
      fc.record({ type: fc.constant('answered' as const), status: fc.integer({ min: 200, max: 599 }), body: fc.oneof(fc.constant({ seq: 3 }), fc.constant(null)) }),
    )
    fc.assert(fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      let state: CommandState = PRESSED
      for (const each of events) {
        const next = afterEvent(state, each)
        expect(next.tries).toBeGreaterThanOrEqual(state.tries)
        if (isSettled(state)) expect(next).toBe(state)
        expect(isPending(next) && isSettled(next)).toBe(false)
        state = next
      }
    }))
  })
})
