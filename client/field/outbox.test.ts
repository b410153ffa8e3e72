import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callOf, dismiss, judge, nextToSend, press, pressed, readOutbox, settle, unread, type Entry, type Outbox, type Press, type Try } from './outbox.ts'
import { REFUSAL_CODES } from '../../shared/refusal.ts'
import { whyRefused } from './words.ts'

const made = (commandId: string, over: Partial<Entry> = {}): Omit<Entry, 'state' | 'refusal'> =>
  ({ commandId, incidentId: 'i1', number: '20231123-001', handling: 1, press: 'respond', words: null, drill: null, pressedAt: 1_000, offsetMs: 0, ...over })
const NO: Try = { outcome: 'refused', refusal: { code: 'alreadyStamped', message: 'no', first: null } }

describe('FIELD-2: the outbox of a phone', () => {
  it('sends in the order of the presses, and what was not reached first again', () => {
    const both = press(press([], made('a')), made('b', { press: 'dispatch' }))
    expect(nextToSend(both)?.commandId).toBe('a')
    expect(nextToSend(settle(both, 'a', { outcome: 'unreached' }))?.commandId).toBe('a')
    expect(nextToSend(settle(both, 'a', { outcome: 'recorded' }))?.commandId).toBe('b')
    expect(nextToSend(settle(both, 'a', NO))?.commandId).toBe('b')
    expect(nextToSend([])).toBeNull()
  })

  it('takes a stage once while it waits or is recorded, and again after a refusal; words as often as they are sent', () => {
    const once = press([], made('a'))
    expect(press(once, made('b'))).toBe(once)
    expect(press(settle(once, 'a', { outcome: 'recorded' }), made('b'))).toHaveLength(1)
    const refused = settle(once, 'a', NO)
    expect(pressed(refused, made('b'), 'respond')).toBeNull()
    expect(press(refused, made('b'))).toHaveLength(2)
    expect(press(once, made('b', { incidentId: 'i2' }))).toHaveLength(2)
    expect(press(once, made('b', { handling: 2 }))).toHaveLength(2)
    expect(press(press([], made('a', { press: 'note', words: 'x' })), made('b', { press: 'note', words: 'x' }))).toHaveLength(2)
  })

  it('a refusal stays with its reason until it is dismissed; what waits cannot be dismissed', () => {
    const refused = settle(press([], made('a')), 'a', NO)
    expect(refused).toMatchObject([{ state: 'refused', refusal: { code: 'alreadyStamped' } }])
    expect(unread(refused)).toEqual(refused)
    expect(dismiss(refused, 'a')).toEqual([])
    expect(dismiss(press([], made('a')), 'a')).toHaveLength(1)
  })

  it('the report that went with a refused stage goes on by itself, once, and is shown with the refusal', () => {
    const refused = settle(press(press([], made('a', { press: 'arrive', words: '两人受伤' })), made('b')), 'a', NO)
    expect(refused.map(({ commandId, press: what, state, words }) => [commandId, what, state, words])).toEqual([
      ['a', 'arrive', 'refused', '两人受伤'], ['a-words', 'note', 'waiting', '两人受伤'], ['b', 'respond', 'waiting', null],
    ])
    expect(settle(refused, 'a-words', NO)).toMatchObject([{ state: 'refused' }, { state: 'refused', words: '两人受伤' }, { state: 'waiting' }])
    expect(settle(press([], made('a', { words: '两人受伤' })), 'a', { outcome: 'recorded' })).toHaveLength(1)
  })

  it('keeps every refusal until it is read, however many presses were recorded since', () => {
    let outbox = settle(press([], made('no')), 'no', NO)
    for (let i = 0; i < 25; i++) outbox = settle(press(outbox, made(`${i}`, { incidentId: `i${i}` })), `${i}`, { outcome: 'recorded' })
    expect([outbox.length, unread(outbox).map(({ commandId }) => commandId)]).toEqual([21, ['no']])
  })

  it('keeps the newest twenty that were recorded and all that wait', () => {
    let outbox: Outbox = []
    for (let i = 0; i < 25; i++) outbox = press(outbox, made(`${i}`, { incidentId: `i${i}` }))
    for (let i = 0; i < 23; i++) outbox = settle(outbox, `${i}`, { outcome: 'recorded' })
    expect(outbox.map(({ commandId }) => commandId)).toEqual(Array.from({ length: 22 }, (_, i) => `${i + 3}`))
  })

  it('whatever happens, a press that waits is lost only to an answer, and none is sent after it was answered', () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('press' as const), incident: fc.nat(3), what: fc.constantFrom<Press>('respond', 'dispatch', 'arrive', 'resolve', 'note'), words: fc.constantFrom(null, '火已扑灭') }),
      fc.record({ do: fc.constant('try' as const), outcome: fc.constantFrom('recorded' as const, 'refused' as const, 'unreached' as const) }),
      fc.constant({ do: 'restart' as const }),
    )
    fc.assert(fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      let outbox: Outbox = []
      const waiting: string[] = []
      const refused: string[] = []
      acts.forEach((each, i) => {
        if (each.do === 'restart') outbox = readOutbox(JSON.stringify(outbox))
        if (each.do === 'press') {
          const before = outbox
          outbox = press(outbox, made(`${i}`, { incidentId: `i${each.incident}`, press: each.what, words: each.words }))
          if (outbox !== before) waiting.push(`${i}`)
        }
        const next = nextToSend(outbox)
        if (each.do === 'try' && next !== null) {
          outbox = settle(outbox, next.commandId, each.outcome === 'refused' ? NO : { outcome: each.outcome })
          if (each.outcome !== 'unreached') expect(waiting.shift()).toBe(next.commandId)
          if (each.outcome === 'refused') refused.push(next.commandId)
          if (each.outcome === 'refused' && next.press !== 'note' && next.words !== null) waiting.unshift(`${next.commandId}-words`)
        }
        expect(unread(outbox).map(({ commandId }) => commandId)).toEqual(refused)
        expect(outbox.filter(({ state }) => state === 'waiting').map(({ commandId }) => commandId)).toEqual(waiting)
      })
    }), { numRuns: 1_000 })
  })
})

describe('FIELD-3: what a press sends', () => {
  const entry: Entry = { ...made('c-1', { press: 'arrive', words: '已控制', pressedAt: 5_000, offsetMs: null }), state: 'waiting', refusal: null }

  it("has the time of the press by the server's clock, however late it is sent", () => {
    expect(callOf(entry, 'team-1', -1_500.4)).toEqual({
      path: '/api/v1/incidents/i1/stamps', body: { commandId: 'c-1', stage: 'arrive', at: 3_500, unit: 'team-1', note: '已控制' },
    })
    expect(callOf({ ...entry, words: null }, 'team-1', 0).body).toEqual({ commandId: 'c-1', stage: 'arrive', at: 5_000, unit: 'team-1' })
    expect(callOf({ ...entry, press: 'note' }, 'team-1', 0)).toEqual({ path: '/api/v1/incidents/i1/notes', body: { commandId: 'c-1', text: '已控制', at: 5_000 } })
  })

  it("has the difference of the clocks at the press, though the phone's was set right before it was sent", () => {
    const fast: Entry = { ...entry, pressedAt: 305_000, offsetMs: -300_000 }
    expect(callOf(fast, 'team-1', 0).body).toMatchObject({ at: 5_000 })
    expect(callOf({ ...fast, press: 'note' }, 'team-1', 0).body).toMatchObject({ at: 5_000 })
  })

  it("FIELD-4: in a drill goes to its space, with the time of the press by the drill's clock as it was then", () => {
    const inDrill: Entry = { ...entry, drill: { space: 'drill:d1', offsetMs: -60_000 } }
    expect(callOf({ ...inDrill, pressedAt: 100_000 }, 'team-1', 5)).toMatchObject({ path: '/api/v1/incidents/i1/stamps?space=drill:d1', body: { at: 40_000 } })
    expect(callOf({ ...inDrill, press: 'note' }, 'team-1', 0).path).toBe('/api/v1/incidents/i1/notes?space=drill:d1')
  })

  it('FIELD-4: what a phone kept before there were drills is of the real thing; a refusal kept in words alone keeps them', () => {
    const { drill: _drill, offsetMs: _offset, number: _number, refusal: _refusal, ...before } = entry
    expect(readOutbox(JSON.stringify([before]))).toEqual([{ ...entry, number: '' }])
    expect(readOutbox(JSON.stringify([{ ...before, state: 'refused', reason: 'why' }]))).toMatchObject([{ state: 'refused', refusal: { code: '', message: 'why' } }])
  })

  it.each([
    [200, 'recorded'], [201, 'recorded'], [299, 'recorded'], [300, 'unreached'], [399, 'unreached'], [400, 'refused'], [401, 'unreached'], [403, 'refused'],
    [404, 'refused'], [408, 'unreached'], [409, 'refused'], [422, 'refused'], [429, 'unreached'], [499, 'refused'], [500, 'unreached'], [503, 'unreached'],
  ])('answered %d it is %s', (status, outcome) => {
    expect(judge(status, { message: 'why' }).outcome).toBe(outcome)
  })

  it.each([
    [{ code: 'notAllowed', field: '', message: 'no' }, 'refused'], [{ code: 'notAllowed', field: 'unit', message: 'no' }, 'held'],
    [{ code: 'plainHttp', field: '' }, 'unreached'], [{ code: 'foreignOrigin', field: '' }, 'unreached'],
  ])('answered 403 %j it is %s', (body, outcome) => {
    expect(judge(403, body).outcome).toBe(outcome)
    expect(settle(press([], made('a')), 'a', judge(403, body))).toMatchObject([{ state: outcome === 'refused' ? 'refused' : 'waiting' }])
  })

  it("a refusal has the server's code and words and who was first, or its status when it said none", () => {
    expect(judge(409, { code: 'ended', field: 'at', message: 'has ended', first: { by: 'lead1', at: 5 } })).toEqual({ outcome: 'refused', refusal: { code: 'ended', message: 'has ended', first: { by: 'lead1', at: 5 } } })
    expect(judge(409, null)).toEqual({ outcome: 'refused', refusal: { code: '', message: 'HTTP 409', first: null } })
  })

  it("is said in the phone's language, by the server's own words only for a code the page does not know", () => {
    const refusal = { code: 'alreadyStamped', message: 'respond is already stamped by P01', first: null }
    expect(whyRefused({ ...refusal, code: 'notAllowed' }, 'zh')).toBe('本账号不能这样做')
    expect([whyRefused(refusal, 'zh'), whyRefused({ ...refusal, code: 'newer' }, 'zh')]).toEqual(['已签收', refusal.message])
    for (const code of REFUSAL_CODES) {
      expect(whyRefused({ ...refusal, code }, 'zh')).toMatch(/\p{Script=Han}/u)
      expect(whyRefused({ ...refusal, code }, 'en')).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it.each([[null], ['{'], ['{}'], ['[{}]'], ['[null]']])('what a phone kept and cannot be read is no outbox: %s', (kept) => {
    expect(readOutbox(kept)).toEqual([])
  })
})
