import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { insideGrid, smallSite } from '../../tests/support/site.ts'
import { emptyBoard, fromSnapshot, toSnapshot, type Board, type BoardFact, type NewBoardFact } from '../board.ts'
import { foldFact } from '../fold.ts'
import { decideMatter, type MatterCommand } from '../matter/decide.ts'
import { MATTER_TABLES } from '../matter/tables.ts'
import { stable } from '../protocol/canonical.ts'
import { isRefusal, type Decision } from '../refusal.ts'
import { COUNT_INTERVAL_MS, countText, MOST_PER_M2, mostIn, shareText, zonesNow } from './crowd.ts'
import { decideCommandCheck, decideCrowd } from './decide.ts'

const NOW = at(0)
const SITE = smallSite()
const [lon, lat] = insideGrid(0)
const VALUES = { eventName: '灯会', organiser: 'government', venue: '会展中心', position: { lon, lat }, crowd: 8_000, doorsAt: at(60), startsAt: at(120), endsAt: at(300), dispersedAt: at(360) }
const LIFE = [['assess', { risk: 'low', assessment: '可控', withoutOpinions: '急办' }], ['approve', {}], ['prepareUnfinished', { commander: 'office', commandDepartments: ['police', 'fireRescue'], unfinished: '急办' }], ['goLiveUnfinished', { unfinished: '急办', early: '提前布防' }], ['close', { outcome: '平稳' }]] as const

/** A board on which what is decided is folded at once. */
function played(site = SITE) {
  const board = emptyBoard()
  const facts: BoardFact[] = []
  const take = (decision: Decision<NewBoardFact>, now: number): Decision<NewBoardFact> => {
    for (const news of isRefusal(decision) ? [] : decision) {
      const fact = { ...news, seq: board.seq + 1, recordedAt: now } as BoardFact
      foldFact(board, fact)
      facts.push(fact)
    }
    return decision
  }
  const matter = (command: object, now = NOW) => take(decideMatter(board, { commandId: 'c', matterId: 'm-1', by: 'duty-1', giver: null, ...command } as MatterCommand, { tables: MATTER_TABLES, site }, now), now)
  const check = (type: 'checkIn' | 'checkOut', department: string, event = 'm-1') =>
    take(decideCommandCheck(board, { type, commandId: 'c', by: 'duty-1', event, department }, site, NOW), NOW)
  const count = (counts: readonly { zone: string; count: number; at: number }[], now = NOW) => take(decideCrowd(board, { by: 'gate', source: 'gate', counts }, site, now), now)
  const open = (steps: number = LIFE.length) => {
    matter({ type: 'open', kind: 'event', values: VALUES })
    for (const [command, values] of LIFE.slice(0, steps)) matter({ type: 'move', command, values })
  }
  return { board, facts, matter, check, count, open }
}
const present = ({ gathering }: Board): string[] => gathering.present.map(({ department }) => department)

describe('EVENT-3: who is present in the joint command', () => {
  it('given a prepared event, when departments come and leave, then the board says who is present, and nobody once it is over', () => {
    const event = played()
    event.open(4)
    event.check('checkIn', 'police')
    event.check('checkIn', 'fireRescue')
    expect(event.board.gathering.present[0]).toEqual({ event: 'm-1', department: 'police', since: NOW, by: 'duty-1' })
    event.check('checkOut', 'police')
    expect(present(event.board)).toEqual(['fireRescue'])
    event.matter({ type: 'move', command: 'close', values: { outcome: '平稳' } })
    expect(present(event.board)).toEqual([])
  })

  it.each([
    ['checkIn', 'police', 2, 'notInState', 'id'], ['checkIn', 'none', 4, 'unknown', 'department'], ['checkIn', 'waterAffairs', 4, 'notCalledFor', 'department'],
    ['checkOut', 'police', 4, 'notCheckedIn', 'department'], ['checkIn', 'police', 5, 'notInState', 'id'],
  ] as const)('%s of %s after %i moves is refused with %s at %s', (type, department, moves, code, field) => {
    const event = played()
    event.open(moves)
    expect(event.check(type, department)).toMatchObject({ refused: true, code, field })
  })

  it('is refused twice, and for an event that is not there', () => {
    const event = played()
    event.open(3)
    event.check('checkIn', 'police')
    expect(event.check('checkIn', 'police')).toMatchObject({ code: 'alreadyCheckedIn' })
    expect(event.check('checkIn', 'police', 'm-2')).toMatchObject({ code: 'unknown', field: 'id' })
  })
})

describe('CROWD-1: counts', () => {
  it('given several of one zone, when they come, then one fact has the newest of each; what is not newer is no fact', () => {
    const { board, count, facts } = played()
    count([{ zone: 'zone-0', count: 5, at: NOW - 2 }, { zone: 'zone-0', count: 7, at: NOW }, { zone: 'zone-1', count: 0, at: NOW - 9 }])
    expect(board.gathering.crowd).toEqual([{ zone: 'zone-0', count: 7, at: NOW, source: 'gate' }, { zone: 'zone-1', count: 0, at: NOW - 9, source: 'gate' }])
    expect(count([{ zone: 'zone-0', count: 9, at: NOW }, { zone: 'zone-1', count: 9, at: NOW - 10 }])).toEqual([])
    expect(facts).toHaveLength(1)
  })

  it.each([
    [{ zone: 'none' }, 'unknown', '1.zone'], [{ count: -1 }, 'outOfRange', '1.count'], [{ count: 1.5 }, 'outOfRange', '1.count'], [{ at: NOW + 5_001 }, 'future', '1.at'],
  ])('given one with %j, when a call comes, then it is refused whole with %s at %s', (wrong, code, field) => {
    const { board, count } = played()
    const good = { zone: 'zone-0', count: 1, at: NOW }
    expect(count([good, { ...good, ...wrong }])).toMatchObject({ refused: true, code, field })
    expect(board.gathering.crowd).toEqual([])
    expect(isRefusal(count([good, { ...good, at: NOW + 5_000 }]))).toBe(false)
  })
})

describe('CROWD-3: a count that cannot be', () => {
  it('is refused above ten people to a square metre, which itself is taken, and never below the capacity', () => {
    const most = Math.floor(Math.PI * 60 ** 2 * MOST_PER_M2)
    const count = (n: number) => played().count([{ zone: 'zone-0', count: n, at: NOW }])
    expect(isRefusal(count(most))).toBe(false)
    expect(count(most + 1)).toMatchObject({ code: 'outOfRange', field: '0.count' })
    expect(mostIn({ radiusM: 1, capacity: 1_000 })).toBe(1_000)
  })

  it('of a record of before is shown as no more than it is: readable', () => {
    expect([0.834, 9.99, 9.996, 83_333_333.33].map(shareText)).toEqual(['83%', '999%', '>999%', '>999%'])
    expect([99_999, 999_999, 1_000_000_000_000].map(countText)).toEqual(['99999', '999999', '>999999'])
  })
})

describe('CROWD-2: load', () => {
  it('is filling above 80 %, over above the whole, late after two intervals and not judged after five', () => {
    const now = (count: number, age: number) => zonesNow({ present: [], crowd: [{ zone: 'zone-0', count, at: NOW - age, source: 'gate' }] }, SITE.zones.slice(0, 1), NOW)[0]!
    expect([0, 800, 801, 1_000, 1_001].map((count) => now(count, 0).load)).toEqual(['calm', 'calm', 'filling', 'filling', 'over'])
    const ages = [2 * COUNT_INTERVAL_MS, 2 * COUNT_INTERVAL_MS + 1, 5 * COUNT_INTERVAL_MS, 5 * COUNT_INTERVAL_MS + 1].map((age) => now(1_001, age))
    expect(ages.map(({ freshness, load }) => [freshness, load])).toEqual([['fresh', 'over'], ['late', 'over'], ['late', 'over'], ['lost', 'unknown']])
    expect(zonesNow({ present: [], crowd: [] }, SITE.zones, NOW)[0]).toMatchObject({ count: null, share: null, load: 'unknown', freshness: 'never' })
  })
})

it('JOURNAL-6: given any order of it, the same board comes of a snapshot anywhere and the rest', () => {
  const step = fc.oneof(
    fc.record({ what: fc.constantFrom('checkIn' as const, 'checkOut' as const), department: fc.constantFrom('police', 'fireRescue') }),
    fc.record({ what: fc.constant('count' as const), zone: fc.constantFrom('zone-0', 'zone-1'), count: fc.nat(2_000), at: fc.nat(50) }),
    fc.record({ what: fc.constant('move' as const), place: fc.nat(LIFE.length - 1) }),
  )
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), fc.nat(), (steps, cut) => {
    const { board, facts, check, count, matter, open } = played()
    open(2)
    for (const each of steps) {
      if (each.what === 'count') count([{ zone: each.zone, count: each.count, at: NOW - each.at }])
      else if (each.what === 'move') matter({ type: 'move', command: LIFE[each.place]![0], values: LIFE[each.place]![1] })
      else check(each.what, each.department)
    }
    const part = emptyBoard()
    const middle = cut % facts.length
    for (const fact of facts.slice(0, middle)) foldFact(part, fact)
    const rest = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(part))))
    for (const fact of facts.slice(middle)) foldFact(rest, fact)
    expect(stable(toSnapshot(rest))).toBe(stable(toSnapshot(board)))
    expect(new Set(present(board)).size).toBe(present(board).length)
  }), { numRuns: 200 })
})
