import { describe, expect, it } from 'vitest'
import { KEPT_ENDED_DRILLS } from '../../shared/drill/keep.ts'
import { sheetOf } from '../../shared/drill/sheet.ts'
import { at } from '../../tests/support/builders.ts'
import { drillCommand, fireScript, playedTo, PlayedSpaces } from '../../tests/support/drillBuilders.ts'
import { MemoryJournal } from '../../tests/support/memoryStore.ts'
import { createDrillRecords, leftOpen } from './drillRecords.ts'

/** Drills of the fire plan, `d1` and on, each started and stopped a minute after the other; the first leaves something open. */
function drillsRun(count: number): PlayedSpaces {
  const played = new PlayedSpaces()
  for (let i = 1; i <= count; i += 1) {
    const drill = `d${i}`
    const own = { drill, script: fireScript() }
    for (const type of ['prepareDrill', 'startDrill', 'stopDrill'] as const) played.command(drillCommand(type, { ...own, commandId: `${type}-${i}` }), at(i))
    if (i === 1) played.command(drillCommand('addImprovement', { ...own, commandId: 'item', text: '加强通信', owner: { type: 'department', id: 'fireRescue' }, due: '2024-01-31' }), at(i))
  }
  return played
}

describe('DRILL-7: drills of the record', () => {
  it('are all there, also the first of more than the boards that are kept, with its sheet and what it left open', async () => {
    const played = drillsRun(KEPT_ENDED_DRILLS + 2)
    expect(played.board.drills.has('drill:d1')).toBe(false)
    const journal = new MemoryJournal()
    await journal.append(played.facts)
    const records = createDrillRecords(journal)
    const all = await records.all()
    expect(all.map(({ drill }) => drill.id)).toEqual(Array.from({ length: KEPT_ENDED_DRILLS + 2 }, (_, i) => `d${i + 1}`))
    expect(leftOpen(all.map(({ drill }) => drill), 'fire')).toMatchObject([{ id: 'item', from: { drill: 'd1' } }])
    expect(leftOpen(all.map(({ drill }) => drill), 'flood')).toEqual([])
    const board = await records.boardOf('drill:d1')
    expect(board?.drill).toMatchObject({ state: 'ended', improvements: [{ text: '加强通信' }] })
    expect(sheetOf(board!, at(99)).rows.length).toBeGreaterThan(0)
    expect(await records.boardOf('drill:d99')).toBeNull()
  })

  it('fold to the board that is kept of them', async () => {
    const played = drillsRun(2)
    const journal = new MemoryJournal()
    const records = createDrillRecords(journal)
    expect(await records.all()).toEqual([])
    await journal.append(played.facts)
    for (const space of ['drill:d1', 'drill:d2'] as const) expect(await records.boardOf(space)).toEqual(played.of(space))
  })
})

describe('REPLAY-7: a drill of the record', () => {
  it('says from when to when the record has it, by the server’s clock, though its own stands still in a pause', async () => {
    const played = playedTo('running', at(2))
    played.command(drillCommand('pauseDrill'), at(3))
    played.command(drillCommand('resumeDrill'), at(13))
    const journal = new MemoryJournal()
    const records = createDrillRecords(journal)
    await journal.append(played.facts)
    const told = played.facts.length
    expect(await records.of('drill:d1')).toMatchObject({ from: at(2), to: null })
    played.command(drillCommand('stopDrill'), at(14))
    await journal.append(played.facts.slice(told))
    expect(await records.of('drill:d1')).toMatchObject({ from: at(2), to: at(14), drill: { startedAt: at(2), endedAt: at(4) } })
  })
})

describe('DRILL-7: at its start', () => {
  const item = (id: string, drill = 'd0') => ({ id, text: id, owner: { type: 'role', id: '现场指挥' }, due: '2023-12-31', from: { drill, name: '上次' }, done: null }) as const

  it('a drill has what earlier ones have open then, found since or not, and not what was done elsewhere meanwhile', () => {
    const played = new PlayedSpaces()
    played.command(drillCommand('prepareDrill', { carried: [item('done elsewhere'), item('still open')] }), at(0))
    played.command(drillCommand('startDrill', { carried: [item('still open'), item('found since')] }), at(1))
    expect(played.drill().improvements.map(({ id }) => id)).toEqual(['still open', 'found since'])
  })

  it('a record of the version before, which does not say, keeps what was carried at the preparation', () => {
    const played = new PlayedSpaces()
    played.command(drillCommand('prepareDrill', { carried: [item('old')] }), at(0))
    played.command(drillCommand('startDrill', { carried: null }), at(1))
    expect(played.drill().improvements.map(({ id }) => id)).toEqual(['old'])
  })
})
