import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { KNOWN, playedBoard, postCommand, shift } from '../../tests/support/modeBuilders.ts'
import { emptyBoard } from '../board.ts'
import { isRefusal } from '../refusal.ts'
import { decidePost } from './decide.ts'
import { postFact } from './facts.ts'
import { postNow } from './state.ts'
import { LONGEST_SHIFT_MS } from './types.ts'
import { POST_ROLES, type Presence, type Shift } from './types.ts'

const set = (...shifts: Shift[]) => decidePost(emptyBoard(), postCommand('setRoster', { shifts }), KNOWN, at(0))

describe('POST-1 a roster', () => {
  it('given posts and teams of the pack, when set, then it is one fact and takes the place of the one before', () => {
    const played = playedBoard()
    played.post(postCommand('setRoster', { shifts: [shift('post-0', 0, 60), shift('post-1', 0, 60, { unit: 'team-0', role: null })] }), at(0))
    played.post(postCommand('setRoster', { shifts: [shift('post-2', 0, 60)] }), at(1))
    expect(played.facts.map(({ type }) => type)).toEqual(['RosterSet', 'RosterSet'])
    expect(played.board.duty.roster).toMatchObject({ seq: 2, setAt: at(1), by: 'operator-a', shifts: [{ post: 'post-2' }] })
  })

  it.each<[string, Shift, string, string]>([
    ['an unknown post', shift('post-9', 0, 60), 'unknown', 'shifts.1.post'],
    ['an unknown team', shift('post-1', 0, 60, { unit: 'team-9', role: null }), 'unknown', 'shifts.1.unit'],
    ['a team and a role', shift('post-1', 0, 60, { unit: 'team-1' }), 'ambiguous', 'shifts.1.unit'],
    ['neither team nor role', shift('post-1', 0, 60, { role: null }), 'ambiguous', 'shifts.1.unit'],
    ['an end at its start', shift('post-1', 60, 60), 'reversed', 'shifts.1.endsAt'],
    ['an end before its start', shift('post-1', 60, 0), 'reversed', 'shifts.1.endsAt'],
    ['more than a day', shift('post-1', 0, 1_441), 'tooLong', 'shifts.1.endsAt'],
    ['an overlap at its post', shift('post-0', 59, 70), 'overlap', 'shifts.1.startsAt'],
    ['an overlap of its team', shift('post-1', 59, 70, { unit: 'team-0', role: null }), 'overlap', 'shifts.1.startsAt'],
  ])('given a shift with %s, when set, then all of it is refused with field and reason', (_, second, code, field) => {
    const first = shift('post-0', 0, 60, { unit: 'team-0', role: null })
    expect(set(first, second)).toMatchObject({ refused: true, code, field, reason: expect.any(String) })
  })

  it('given shifts that are all over, when set, then it is refused; one that is not makes it a roster', () => {
    const refusal = { refused: true, code: 'tooOld', field: 'shifts.0.endsAt' }
    expect(set(shift('post-0', -120, -60), shift('post-1', -60, 0))).toMatchObject(refusal)
    expect(isRefusal(set(shift('post-0', -120, -60), { ...shift('post-1', -60, 0), endsAt: at(0, 1) }))).toBe(false)
    expect(isRefusal(set())).toBe(false)
  })

  it('given a shift more than 366 days ahead, when set, then it is refused, and exactly as far it is taken', () => {
    const far = 366 * 1_440
    expect(set(shift('post-0', 0, 60), { ...shift('post-1', far, far + 60), startsAt: at(far, 1) })).toMatchObject({ refused: true, code: 'future', field: 'shifts.1.startsAt' })
    expect(isRefusal(set(shift('post-0', 0, 60), shift('post-1', far, far + 60)))).toBe(false)
  })

  it('given a shift that begins where another ends, or lasts a day to the millisecond, when set, then it is taken', () => {
    const team = { unit: 'team-0', role: null }
    expect(set(shift('post-0', 0, 60, team), shift('post-0', 60, 90, team), shift('post-1', 90, 91, team))).toHaveLength(1)
    expect(set({ ...shift('post-0', 0, 1), endsAt: at(0) + LONGEST_SHIFT_MS })).toHaveLength(1)
  })

  it('given any shifts, when set, then it is refused exactly when two of a post or a team share a moment', () => {
    const anyShift = fc.tuple(fc.constantFrom('post-0', 'post-1'), fc.nat(20), fc.integer({ min: 1, max: 6 }), fc.constantFrom('team-0', 'team-1', null))
      .map(([post, from, minutes, unit]) => shift(post, from, from + minutes, { unit, role: unit === null ? 'guard' : null }))
    fc.assert(fc.property(fc.array(anyShift, { minLength: 1, maxLength: 8 }), (shifts) => {
      const clash = shifts.some((a, i) => shifts.some((b, j) =>
        i < j && (a.post === b.post || (a.unit !== null && a.unit === b.unit)) && a.startsAt < b.endsAt && b.startsAt < a.endsAt))
      expect(isRefusal(set(...shifts))).toBe(clash)
    }), { numRuns: 500 })
  })

  it('PRIVACY-1: who staffs a post is a team or one of the roles, never a name', () => {
    expect(POST_ROLES).toEqual(['police', 'gridWorker', 'department', 'property', 'guard'])
  })
})

describe('POST-2 check-in and check-out', () => {
  const checkedIn = (unit: string | null = 'team-0') => {
    const played = playedBoard()
    played.post(postCommand('checkIn', { unit }), at(0))
    return played
  }

  it('POST-7: given a unit and a role, when both are named, then it is ambiguous; a role with its number is kept with who is there', () => {
    expect(playedBoard().post(postCommand('checkIn', { unit: 'team-0', role: 'guard' }), at(0))).toMatchObject({ code: 'ambiguous', field: 'role' })
    const played = playedBoard()
    played.post(postCommand('checkIn', { role: 'guard', count: 3 }), at(0))
    expect(played.board.duty.presences).toMatchObject([{ unit: null, role: 'guard', count: 3 }])
  })

  it('given nobody there, when a team checks in and out, then two facts say when, and it is there in between', () => {
    const played = checkedIn()
    expect(played.board.duty.presences).toEqual([{ seq: 1, post: 'post-0', unit: 'team-0', role: null, count: null, by: 'operator-a', from: at(0), to: null }])
    played.post(postCommand('checkOut', { unit: 'team-0', at: at(4) }), at(5))
    expect(played.board.duty.presences).toMatchObject([{ from: at(0), to: at(4) }])
    expect(played.facts.map(({ type, at: when }) => [type, when])).toEqual([['PostCheckedIn', at(0)], ['PostCheckedOut', at(4)]])
  })

  it('given a team there, when it checks in again, here or elsewhere, then it is refused; another one is taken', () => {
    const played = checkedIn()
    expect(played.post(postCommand('checkIn', { unit: 'team-0' }), at(1))).toMatchObject({ code: 'alreadyCheckedIn' })
    expect(played.post(postCommand('checkIn', { unit: 'team-0', post: 'post-1' }), at(1))).toMatchObject({ code: 'alreadyCheckedIn', reason: expect.stringContaining('post-0') })
    expect(played.post(postCommand('checkIn', { unit: 'team-1' }), at(1))).toHaveLength(1)
    expect(played.post(postCommand('checkIn', {}), at(1))).toHaveLength(1)
  })

  it('given nobody there, when somebody checks out, then it is refused', () => {
    expect(playedBoard().post(postCommand('checkOut', { unit: 'team-0' }), at(0))).toMatchObject({ code: 'notCheckedIn' })
    expect(checkedIn().post(postCommand('checkOut', { unit: 'team-1' }), at(1))).toMatchObject({ code: 'notCheckedIn' })
  })

  it('given an unknown post or team, when checked in, then the field is named', () => {
    expect(playedBoard().post(postCommand('checkIn', { post: 'post-9' }), at(0))).toMatchObject({ code: 'unknown', field: 'id' })
    expect(playedBoard().post(postCommand('checkIn', { unit: 'team-9' }), at(0))).toMatchObject({ code: 'unknown', field: 'unit' })
  })

  it('given a time, when it lies 5 s ahead or 24 h back it is taken, a millisecond beyond it is not', () => {
    const check = (ms: number) => playedBoard().post(postCommand('checkIn', { at: at(0) + ms }), at(0))
    expect([check(5_000), check(-LONGEST_SHIFT_MS)]).toMatchObject([[{ type: 'PostCheckedIn' }], [{ type: 'PostCheckedIn' }]])
    expect([check(5_001), check(-LONGEST_SHIFT_MS - 1)]).toMatchObject([{ code: 'future', field: 'at' }, { code: 'tooOld', field: 'at' }])
  })

  it('given a team there, when it leaves before it came, then it is refused; at that moment itself it is taken', () => {
    const leave = (ms: number) => checkedIn().post(postCommand('checkOut', { unit: 'team-0', at: at(0) + ms }), at(1))
    expect([leave(-1), leave(0)]).toMatchObject([{ code: 'tooOld' }, [{ type: 'PostCheckedOut' }]])
  })

  it('given one that left, when a day and more has passed, then it leaves the board with the next check', () => {
    const played = checkedIn()
    played.post(postCommand('checkOut', { unit: 'team-0' }), at(1))
    played.post(postCommand('checkIn', { unit: 'team-1' }), at(1) + LONGEST_SHIFT_MS)
    expect(played.board.duty.presences).toHaveLength(2)
    played.post(postCommand('checkIn', { unit: 'team-2' }), at(1) + LONGEST_SHIFT_MS + 1)
    expect(played.board.duty.presences.map(({ unit }) => unit)).toEqual(['team-1', 'team-2'])
  })
})

describe('POST-8 relief and company', () => {
  /** Shifts of guards on end, 480 minutes each, and two guards of the first one. */
  const rostered = (count = 2, role: Presence['role'] = 'guard') => {
    const played = playedBoard()
    played.post(postCommand('setRoster', { shifts: [shift('post-0', 0, 480, { count }), shift('post-0', 480, 960, { count })] }), at(0))
    played.post(postCommand('checkIn', { role, count: 2 }), at(0))
    return played
  }
  const who = (played: ReturnType<typeof playedBoard>) => played.board.duty.presences.map(({ role, count, from, to }) => [role, count, from, to])
  const checkIn = (played: ReturnType<typeof playedBoard>, minute: number, own: { role?: Presence['role']; count?: number; at?: number } = {}) => played.post(postCommand('checkIn', own), at(minute))

  it.each<[string, Presence['role'], Presence['role']]>([
    ['guards by guards', 'guard', 'guard'], ['guards by whoever is there', 'guard', null], ['whoever was there by guards', null, 'guard'], ['whoever by whoever', null, null],
  ])('given nobody checked out, when the next shift checks in, %s, then it takes the place of those before, in one fact', (_, before, after) => {
    const played = rostered(2, before)
    expect(checkIn(played, 480, { role: after, count: 2 })).toMatchObject([{ type: 'PostCheckedIn', data: { relieves: [2] } }])
    expect(who(played)).toEqual([[before, 2, at(0), at(480)], [after, 2, at(480), null]])
  })

  it('given the shift is full, when the next one checks in up to 30 minutes early, then it stands beside, once; a millisecond earlier it is refused', () => {
    const played = rostered()
    expect(checkIn(played, 0, { role: 'guard', count: 2 })).toMatchObject({ code: 'alreadyCheckedIn' })
    expect(checkIn(played, 450, { role: 'guard', count: 2, at: at(450) - 1 })).toMatchObject({ code: 'alreadyCheckedIn', reason: expect.stringContaining('beside') })
    expect(checkIn(played, 450, { role: 'guard', count: 2 })).toMatchObject([{ data: { relieves: [] } }])
    expect(checkIn(played, 451, { role: 'guard', count: 1 })).toMatchObject({ code: 'alreadyCheckedIn' })
    expect(who(played)).toEqual([['guard', 2, at(0), null], ['guard', 2, at(450), null]])
  })

  it('given two of three, when the third comes, by role or as whoever, then it stands beside; more than the shift names do not', () => {
    for (const role of ['guard', null] as const) {
      const played = rostered(3)
      expect(checkIn(played, 5, { role, count: 2 })).toMatchObject({ code: 'alreadyCheckedIn' })
      expect(checkIn(played, 5, { role })).toMatchObject([{ type: 'PostCheckedIn' }])
      expect(checkIn(played, 6, { role })).toMatchObject({ code: 'alreadyCheckedIn' })
    }
  })

  it('given one role there, when another comes, then both are there; that one again is refused', () => {
    const played = rostered()
    expect(checkIn(played, 5, { role: 'police' })).toHaveLength(1)
    expect(checkIn(played, 6, { role: 'police' })).toMatchObject({ code: 'alreadyCheckedIn' })
    checkIn(played, 480, { role: 'guard', count: 2 })
    expect(who(played), 'a relief of guards relieves no police').toMatchObject([['guard', 2, at(0), at(480)], ['police', null, at(5), null], ['guard', 2, at(480), null]])
  })

  it('given several there, when one of them, one role or all check out, then these are gone and the others stay', () => {
    const several = () => {
      const played = rostered(3)
      checkIn(played, 1, { role: 'guard' })
      checkIn(played, 2, { role: 'police' })
      return played
    }
    const left = (own: object) => {
      const played = several()
      expect(played.post(postCommand('checkOut', own), at(9))).toHaveLength(1)
      return played.board.duty.presences.filter(({ to }) => to === null).map(({ seq }) => seq)
    }
    expect([left({ presence: 2 }), left({ role: 'guard' }), left({})]).toEqual([[3, 4], [4], []])
    expect(several().post(postCommand('checkOut', { presence: 9 }), at(9))).toMatchObject({ code: 'notCheckedIn', field: 'presence' })
    expect(several().post(postCommand('checkOut', { at: at(1) }), at(9))).toMatchObject({ code: 'tooOld', field: 'at' })
  })

  it('given a team that never checked out, when it checks in for its next shift, then that one begins; within its shift it is there already', () => {
    const played = playedBoard()
    const team = { unit: 'team-0', role: null }
    played.post(postCommand('setRoster', { shifts: [shift('post-0', 0, 60, team), shift('post-0', 600, 660, team)] }), at(0))
    played.post(postCommand('checkIn', { unit: 'team-0' }), at(0))
    expect(played.post(postCommand('checkIn', { unit: 'team-0' }), at(59))).toMatchObject({ code: 'alreadyCheckedIn' })
    expect(played.post(postCommand('checkIn', { unit: 'team-0' }), at(599))).toMatchObject([{ data: { relieves: [2] } }])
  })

  it('given no roster, when somebody has been there for a day, then another may come in their place from a millisecond after it', () => {
    const again = (ms: number) => {
      const played = playedBoard()
      checkIn(played, 0)
      return played.post(postCommand('checkIn', {}), at(0) + ms)
    }
    expect(again(LONGEST_SHIFT_MS)).toMatchObject({ code: 'alreadyCheckedIn' })
    expect(again(LONGEST_SHIFT_MS + 1)).toHaveLength(1)
  })

  it('POST-11: given several of one check-in, when some of them leave, then the others are there since they came, and are counted as so many before and after', () => {
    const played = rostered(3)
    checkIn(played, 5, { role: 'guard', count: 1 })
    const now = (minute: number) => postNow(played.board.duty, 'post-0', true, at(minute))
    expect(now(6)).toMatchObject({ state: 'manned', onDuty: 3, wantingSince: null })
    expect(played.post(postCommand('checkOut', { presence: 2, count: 1 }), at(9))).toMatchObject([{ type: 'PostCheckedOut', at: at(9), data: { leaves: [2], left: 1 } }])
    expect(who(played)).toEqual([['guard', 1, at(0), null], ['guard', 1, at(0), at(9)], ['guard', 1, at(5), null]])
    expect(now(9)).toMatchObject({ state: 'short', onDuty: 2, since: at(0), wantingSince: null, present: [{ seq: 2, count: 1 }, { seq: 3, count: 1 }] })
    expect([now(14), postNow(played.board.duty, 'post-0', true, at(14) + 1)]).toMatchObject([{ wantingSince: null }, { wantingSince: at(9) }])
    played.post(postCommand('checkOut', { presence: 2 }), at(20))
    expect(now(20)).toMatchObject({ onDuty: 1, present: [{ seq: 3 }] })
  })

  it('POST-11: given as many leave as came, then all do; more, or some of a number nobody said or of several check-ins at once, is refused with the field', () => {
    const played = rostered(4)
    const leave = (own: object) => played.post(postCommand('checkOut', own), at(9))
    expect(leave({ count: 3 })).toMatchObject({ code: 'outOfRange', field: 'count' })
    checkIn(played, 5, { role: 'guard' })
    expect(leave({ role: 'guard', count: 1 })).toMatchObject({ code: 'ambiguous', field: 'presence' })
    expect(leave({ presence: 3, count: 1 })).toMatchObject({ code: 'ambiguous', field: 'count' })
    expect(leave({ presence: 2, count: 2 })).toMatchObject([{ data: { leaves: [2], left: null } }])
    expect(who(played)).toEqual([['guard', 2, at(0), at(9)], ['guard', null, at(5), null]])
  })

  it('POST-11: given two roles that came at the same instant, when one leaves, then the other is still there', () => {
    const played = rostered()
    checkIn(played, 0, { role: 'police' })
    played.post(postCommand('checkOut', { role: 'police' }), at(0))
    expect(who(played)).toEqual([['guard', 2, at(0), null], ['police', null, at(0), at(0)]])
  })

  it('POST-11: given a team that stayed and came anew for its next shift, when the check-out it pressed before that arrives only then, then it is refused and the team is there', () => {
    const played = playedBoard()
    const team = { unit: 'team-0', role: null }
    played.post(postCommand('setRoster', { shifts: [shift('post-0', 0, 60, team), shift('post-0', 600, 660, team)] }), at(0))
    for (const minute of [0, 600]) played.post(postCommand('checkIn', { unit: 'team-0' }), at(minute))
    expect(played.post(postCommand('checkOut', { unit: 'team-0', at: at(600) - 1 }), at(601))).toMatchObject({ code: 'tooOld', field: 'at' })
    expect(postNow(played.board.duty, 'post-0', true, at(601))).toMatchObject({ state: 'manned', since: at(600) })
  })

  it('JOURNAL-8: given a check-out of before several could be there, then all without a team leave', () => {
    const played = rostered()
    played.take([postFact('PostCheckedOut', { at: at(9), by: 'a', commandId: null }, { post: 'post-0', unit: null, leaves: null, left: null })], at(9))
    expect(who(played)).toEqual([['guard', 2, at(0), at(9)]])
  })
})
