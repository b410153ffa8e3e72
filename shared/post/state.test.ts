import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { shift } from '../../tests/support/modeBuilders.ts'
import { EARLY_MS } from './relief.ts'
import { LATE_AFTER_MS, postNow, postsNow, UNATTENDED_AFTER_MS } from './state.ts'
import type { PostDuty, Presence, Shift } from './types.ts'

const EIGHT_HOURS = shift('post-0', 0, 480)
const duty = (presences: readonly Presence[], shifts: readonly Shift[] | null = [EIGHT_HOURS]): PostDuty => ({
  presences, roster: shifts === null ? null : { seq: 1, setAt: at(-60), by: 'leader', shifts },
})
const there = (from: number, to: number | null): Presence => ({ seq: 1, post: 'post-0', unit: null, role: 'guard', count: 2, by: 'operator', from, to })
const state = (of: PostDuty, now: number, expected = true) => {
  const { state: name, since } = postNow(of, 'post-0', expected, now)
  return [name, since]
}

describe('POST-3 a post', () => {
  it('given a mode that does not expect it, then it is not expected, whatever the roster says', () => {
    expect(state(duty([]), at(60), false)).toEqual(['notExpected', null])
  })

  it('given a mode that expects it and no roster, or none with a shift of it, then it is unrostered and nothing is pretended', () => {
    expect(state(duty([], null), at(60))).toEqual(['unrostered', null])
    expect(state(duty([], [shift('post-1', 0, 480)]), at(60))).toEqual(['unrostered', null])
  })

  it('given a shift, then it is expected from its start up to its end and without it', () => {
    expect([at(0, -1), at(0), at(480, -1), at(480)].map((now) => state(duty([]), now)[0])).toEqual(['notExpected', 'due', 'late', 'unrostered'])
  })

  it('given its last shift is over, then it is unrostered since then; given one to come, it is between shifts', () => {
    const [first, later] = [shift('post-0', 0, 480), shift('post-0', 600, 700)]
    expect(state(duty([], [first]), at(490))).toEqual(['unrostered', at(480)])
    expect(state(duty([], [first, later]), at(490))).toEqual(['notExpected', null])
    const far = shift('post-0', 2_000, 2_100)
    expect([at(560, -1), at(560)].map((now) => state(duty([], [first, far]), now))).toEqual([['unrostered', at(480)], ['notExpected', null]])
    expect(state(duty([], [far]), at(0))).toEqual(['unrostered', null])
    expect([state(duty([], [first, later]), at(700, -1))[0], state(duty([], [first, later]), at(700))]).toEqual(['late', ['unrostered', at(700)]])
  })

  it('given nobody came, then it is due up to and with the grace, and late since the start a millisecond later', () => {
    expect(state(duty([]), at(0) + LATE_AFTER_MS)).toEqual(['due', at(0)])
    expect(state(duty([]), at(0) + LATE_AFTER_MS + 1)).toEqual(['late', at(0)])
  })

  it('given somebody there, then it is manned since they came, from that moment on, also before the shift', () => {
    expect([at(20, -1), at(20)].map((now) => state(duty([there(at(20), null)]), now))).toEqual([['late', at(0)], ['manned', at(20)]])
    expect(state(duty([there(at(-30), null)]), at(1))).toEqual(['manned', at(-30)])
  })

  it('given whoever was there left, then it is due up to and with the grace, and unattended since they left a millisecond later', () => {
    const left = duty([there(at(0), at(60))])
    expect(state(left, at(60, -1))).toEqual(['manned', at(0)])
    expect(state(left, at(60))).toEqual(['due', at(60)])
    expect(state(left, at(60) + UNATTENDED_AFTER_MS)).toEqual(['due', at(60)])
    expect(state(left, at(60) + UNATTENDED_AFTER_MS + 1)).toEqual(['unattended', at(60)])
    expect(state(duty([there(at(0), at(60)), there(at(70), null)]), at(71))).toEqual(['manned', at(70)])
  })

  it('given two there, when one leaves, then it is manned still', () => {
    expect(state(duty([there(at(0), at(60)), { ...there(at(5), null), by: 'operator-b' }]), at(90))).toEqual(['manned', at(5)])
  })

  it('POST-8: given those of the shift before leave at the start of the next one or into it, then it is late since its start, not unattended', () => {
    const shifts = [shift('post-0', -480, 0), EIGHT_HOURS]
    for (const left of [at(0), at(0, 1), at(9)]) expect(state(duty([there(at(-480), left)], shifts), at(11))).toEqual(['late', at(0)])
  })

  it('given any check-ins, then it is manned exactly while somebody is there within a shift', () => {
    const presence = fc.tuple(fc.integer({ min: -30, max: 60 }), fc.option(fc.nat(40), { nil: null }))
      .map(([from, minutes]) => there(at(from), minutes === null ? null : at(from + minutes)))
    fc.assert(fc.property(fc.array(presence, { maxLength: 4 }), fc.integer({ min: -30, max: 90 }), (presences, minute) => {
      const of = duty(presences, [shift('post-0', 0, 60)])
      const isThere = presences.some(({ from, to }) => from <= at(minute) && (to === null || at(minute) < to))
      expect(state(of, at(minute))[0] === 'manned').toBe(isThere && minute >= 0 && minute < 60)
    }), { numRuns: 500 })
  })

  it('stands in the order of the pack', () => {
    const posts = [{ id: 'post-1' }, { id: 'post-0' }]
    expect(postsNow(duty([]), posts, ['post-0'], at(1)).map(({ post, state: name }) => [post, name])).toEqual([['post-1', 'notExpected'], ['post-0', 'due']])
  })
})

describe('POST-7: who is there and how many', () => {
  const TEAM = shift('post-0', 0, 480, { unit: 'team-0', role: null, count: 3 })
  const here = (over: Partial<Presence>): Presence => ({ seq: 1, post: 'post-0', unit: null, role: null, count: null, by: 'operator', from: at(1), to: null, ...over })
  const stands = (of: Shift, ...presences: Presence[]) => {
    const { state: name, onDuty } = postNow(duty(presences, [of]), 'post-0', true, at(2))
    return [name, onDuty]
  }

  it('given a shift of a team, when that team is there, then it is manned, by fewer than the shift names short; another team or somebody is other', () => {
    expect(stands(TEAM, here({ unit: 'team-0' }))).toEqual(['manned', 3])
    expect([3, 2].map((count) => stands(TEAM, here({ unit: 'team-0', count })))).toEqual([['manned', 3], ['short', 2]])
    expect(stands(TEAM, here({ unit: 'team-1', count: 9 }))).toEqual(['other', 0])
    expect(stands(TEAM, here({ count: 9 }))).toEqual(['other', 0])
  })

  it('given a shift of so many of a role, when so many are there, then it is manned, with one fewer short; of another role other; somebody is one of them', () => {
    const guards = (count: number | null, role: Presence['role'] = 'guard') => stands({ ...EIGHT_HOURS, count: 4 }, here({ role, count }))
    expect([guards(4), guards(3), guards(null), guards(null, null), guards(4, 'police')]).toEqual([['manned', 4], ['short', 3], ['short', 1], ['short', 1], ['other', 0]])
  })

  it('given another team beside those of the shift, when both are there, then only those of the shift count', () => {
    expect(stands({ ...EIGHT_HOURS, count: 4 }, here({ unit: 'team-1', count: 9 }), here({ role: 'guard', count: 3 }))).toEqual(['short', 3])
  })
})

describe('POST-8: a shift is manned by who came for it', () => {
  const BEFORE = shift('post-0', -480, 0)
  const shifts = [BEFORE, EIGHT_HOURS]

  it('given those of the shift before never checked out, when the next one runs, then it is due, then late since its start, whoever is there still', () => {
    const stayed = duty([there(at(-480), null)], shifts)
    expect(state(stayed, at(0, -1))).toEqual(['manned', at(-480)])
    expect([at(0), at(0) + LATE_AFTER_MS].map((now) => state(stayed, now))).toEqual([['due', at(0)], ['due', at(0)]])
    expect(state(stayed, at(0) + LATE_AFTER_MS + 1)).toEqual(['late', at(0)])
    expect(postNow(stayed, 'post-0', true, at(11))).toMatchObject({ onDuty: 0, present: [{ from: at(-480) }] })
  })

  it('given somebody came 30 minutes before the start, then they came for it; a millisecond earlier they did not', () => {
    expect(state(duty([there(at(0) - EARLY_MS, null)], shifts), at(1))[0]).toBe('manned')
    expect(state(duty([there(at(0) - EARLY_MS - 1, null)], shifts), at(1))[0]).toBe('due')
  })

  it('given one team for shifts on end, then it stays from one into the next, of a day together at most', () => {
    const team = { unit: 'team-0', role: null }
    const onEnd = (...spans: readonly (readonly [number, number])[]) => spans.map(([from, to]) => shift('post-0', from, to, team))
    const stayed = { ...there(at(-480), null), unit: 'team-0', role: null }
    expect(state(duty([stayed], onEnd([-480, 0], [0, 480])), at(1))[0]).toBe('manned')
    expect(state(duty([stayed], onEnd([-480, 0], [0, 960])), at(1))[0]).toBe('manned')
    expect(state(duty([stayed], onEnd([-480, 0], [0, 961])), at(1))[0]).toBe('due')
    expect(state(duty([stayed], onEnd([-480, -1], [0, 480])), at(1))[0]).toBe('due')
  })
})

describe('POST-9: fewer or others than the shift names', () => {
  const FOUR = { ...EIGHT_HOURS, count: 4 }
  const wanting = (now: number, ...presences: Presence[]) => postNow(duty(presences, [FOUR]), 'post-0', true, now).wantingSince

  it('given too few or others, then it wants some since the start from a millisecond after the time to come', () => {
    for (const some of [there(at(0), null), { ...there(at(0), null), role: 'police' as const, count: 9 }]) {
      expect([wanting(at(0) + LATE_AFTER_MS, some), wanting(at(0) + LATE_AFTER_MS + 1, some)]).toEqual([null, at(0)])
    }
    expect(wanting(at(60), there(at(0), null), there(at(20), null))).toBeNull()
  })

  it('given enough, when some leave, then it wants some since then, from a millisecond after the time it may stand so', () => {
    const some = [there(at(0), null), there(at(1), at(60)), { ...there(at(2), at(70)), role: 'police' as const }]
    expect([at(60) - 1, at(60) + UNATTENDED_AFTER_MS, at(60) + UNATTENDED_AFTER_MS + 1, at(90)].map((now) => wanting(now, ...some))).toEqual([null, null, at(60), at(60)])
  })
})
