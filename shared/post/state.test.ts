import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { shift } from '../../tests/support/modeBuilders.ts'
import { LATE_AFTER_MS, postNow, postsNow, UNATTENDED_AFTER_MS } from './state.ts'
import type { PostDuty, Presence, Shift } from './types.ts'

const EIGHT_HOURS = shift('post-0', 0, 480)
const duty = (presences: readonly Presence[], shifts: readonly Shift[] | null = [EIGHT_HOURS]): PostDuty => ({
  presences, roster: shifts === null ? null : { seq: 1, setAt: at(-60), by: 'leader', shifts },
})
const there = (from: number, to: number | null): Presence => ({ post: 'post-0', unit: null, role: 'guard', count: 2, by: 'operator', from, to })
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
    expect([at(0, -1), at(0), at(480, -1), at(480)].map((now) => state(duty([]), now)[0])).toEqual(['notExpected', 'due', 'late', 'notExpected'])
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

  it('given the one before left at the start of the next shift, then the next one is late, not unattended; a millisecond into it it is', () => {
    const shifts = [shift('post-0', -480, 0), EIGHT_HOURS]
    expect(state(duty([there(at(-480), at(0))], shifts), at(11))).toEqual(['late', at(0)])
    expect(state(duty([there(at(-480), at(0, 1))], shifts), at(11))).toEqual(['unattended', at(0, 1)])
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
  const here = (over: Partial<Presence>): Presence => ({ post: 'post-0', unit: null, role: null, count: null, by: 'operator', from: at(1), to: null, ...over })
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
