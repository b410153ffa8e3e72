import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { scriptedMarks } from './marks.ts'

const GRID = { subject: 'grid', subjectId: 'grid-3' } as const
const stretch = { from: at(0), to: at(60) }

describe('REPLAY-4 DRILL-9: what a script keeps from being heard is marked', () => {
  it('from its inject to when it is let go, by the server\'s time: a pause before it moves it, one in it makes it longer', () => {
    const pauses = [{ at: at(2), forMs: 60_000 }, { at: at(12), forMs: 120_000 }]
    const marks = scriptedMarks({ silences: [{ ...GRID, since: at(10), until: at(20) }], endedAt: at(30), pauses } as never, stretch)
    expect(marks).toEqual([{ from: at(11), to: at(23), why: 'scripted', of: 'grid', id: 'grid-3', everyMs: null }])
  })

  it.each([[null, at(60)], [at(30), at(30)]])('to the end of the drill (at %s) where nothing lets go of it, and no further than the stretch', (endedAt, to) => {
    const silences = [{ ...GRID, since: at(-5), until: null }, { ...GRID, since: at(70), until: null }]
    expect(scriptedMarks({ silences, endedAt, pauses: [] }, stretch)).toEqual([{ from: at(0), to, why: 'scripted', of: 'grid', id: 'grid-3', everyMs: null }])
  })
})
