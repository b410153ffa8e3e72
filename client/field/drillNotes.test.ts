import { describe, expect, it } from 'vitest'
import type { DrillState } from '../../shared/drill/types.ts'
import { areDrafts, choices, choose, draftOf, heard, noNotes, pinned, tried, write, type DrillNotes, type ListedDrill } from './drillNotes.ts'

const drill = (id: string, state: DrillState = 'running'): ListedDrill => ({ id, name: `演练${id}`, state })
const idsOf = (notes: DrillNotes): string[] => choices(notes).map(({ id, ended }) => (ended ? `${id} ended` : id))

describe('DRILL-11 an observer writes for one drill', () => {
  it('the only one under way is chosen by itself; of several, running or paused, none is until somebody chooses', () => {
    expect(heard(noNotes(), [drill('A', 'prepared'), drill('B'), drill('C', 'ended')]).chosen).toBe('B')
    const several = heard(noNotes(), [drill('A'), drill('B', 'paused')])
    expect([several.chosen, idsOf(several)]).toEqual([null, ['A', 'B']])
    expect(write(several, '谁的').drafts).toEqual([])
    expect(heard(choose(several, 'B'), [drill('A'), drill('B', 'paused')]).chosen).toBe('B')
    expect(heard(noNotes(), []).chosen).toBeNull()
  })

  it('words stay with the drill they were begun for when it stops, and are never another one’s', () => {
    const begun = write(choose(heard(noNotes(), [drill('A'), drill('B')]), 'B'), 'B 集结慢')
    const after = heard(begun, [drill('A'), drill('B', 'ended')])
    expect([after.chosen, draftOf(after, 'B')?.text, draftOf(after, 'A'), idsOf(after)]).toEqual(['B', 'B 集结慢', null, ['A', 'B ended']])
    const other = write(choose(after, 'A'), 'A 的')
    expect(other.drafts.map(({ drill: of, text }) => [of, text])).toEqual([['B', 'B 集结慢'], ['A', 'A 的']])
    expect(heard(other, []).drafts).toHaveLength(2)
    expect(idsOf(heard(other, [drill('C')]))).toEqual(['B ended', 'A ended', 'C'])
  })

  it('after the end it stays to be written for while no other is under way, and is not silently another one then', () => {
    const one = heard(noNotes(), [drill('A')])
    const ended = heard(one, [drill('A', 'ended')])
    expect([ended.chosen, idsOf(ended)]).toEqual(['A', ['A ended']])
    const next = heard(ended, [drill('A', 'ended'), drill('B')])
    expect([next.chosen, idsOf(next)]).toEqual([null, ['B']])
  })

  it('INPUT-3 words keep the id of their first try until they are other words, and go once they are pinned', () => {
    const begun = tried(write(heard(noNotes(), [drill('A')]), '慢'), 'A', 'c-1')
    expect(draftOf(tried(begun, 'A', 'c-2'), 'A')?.commandId).toBe('c-1')
    expect(draftOf(write(begun, '慢了'), 'A')?.commandId).toBeNull()
    expect(pinned(write(begun, '慢了'), 'c-1').drafts).toHaveLength(1)
    expect(pinned(begun, 'c-1').drafts).toEqual([])
  })

  it('what a page kept is read back, junk is none', () => {
    const { drafts } = write(heard(noNotes(), [drill('A')]), '慢')
    expect([areDrafts(JSON.parse(JSON.stringify(drafts))), areDrafts([null]), areDrafts({}), areDrafts([{ drill: 1 }])]).toEqual([true, false, false, false])
    expect(idsOf(noNotes(drafts))).toEqual(['A'])
  })
})
