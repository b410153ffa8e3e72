import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { emptyBoard, type Board } from '../../shared/board.ts'
import type { Scene } from '../../shared/mode/expectation.ts'
import { filledAreas } from './areas.ts'
import { SCENES_SHOWN } from './scenes.ts'
import { stagedAreas, TURN_LEAD_MS, turnWaitMs } from './turn.ts'

/** A board on which these acts happened so long after `MORNING`, ms. */
function acted({ switched, taken, released }: { readonly switched?: number; readonly taken?: number; readonly released?: number }): Board {
  const board = emptyBoard()
  if (switched !== undefined) board.modeRecord = { ...board.modeRecord, since: MORNING + switched }
  if (taken !== undefined) board.scene = { scene: 'event', seq: 1, at: MORNING + taken, by: 'leader-a' }
  if (released !== undefined) board.sceneReleased = { by: 'leader-a', at: MORNING + released }
  return board
}

describe('SCENE-1 the instant at which walls turn', () => {
  it.each(['switched', 'taken', 'released'] as const)('is a lead after a scene was %s, by the server’s time', (act) => {
    const board = acted({ [act]: 0 })
    expect(turnWaitMs(board, MORNING)).toBe(TURN_LEAD_MS)
    expect(turnWaitMs(board, MORNING + TURN_LEAD_MS - 1)).toBe(1)
    expect(turnWaitMs(board, MORNING + TURN_LEAD_MS)).toBe(0)
    expect(turnWaitMs(board, MORNING + TURN_LEAD_MS + 1)).toBe(0)
  })

  it('is that of the newest act', () => {
    expect(turnWaitMs(acted({ switched: 200, taken: 100 }), MORNING + 200)).toBe(TURN_LEAD_MS)
    expect(turnWaitMs(acted({ switched: 100, released: 300 }), MORNING + 300)).toBe(TURN_LEAD_MS)
  })

  it('is never further away than the lead, also when the server’s clock was set back, and nobody waits before the first act', () => {
    expect(turnWaitMs(acted({ switched: 0 }), MORNING - 1)).toBe(TURN_LEAD_MS)
    expect(turnWaitMs(acted({ switched: 0 }), MORNING - 3_600_000)).toBe(TURN_LEAD_MS)
    expect(turnWaitMs(acted({}), MORNING)).toBe(0)
  })
})

describe.each(['ordinary', 'wide'] as const)('SCENE-1 what stands on the %s wall around a turn', (shape) => {
  const filled = (scene: Scene) => ({ scene, areas: filledAreas(SCENES_SHOWN[scene].panels, shape) })
  const spotsOf = (staged: ReturnType<typeof stagedAreas>) => staged.flatMap(({ area, spots }) => spots.map((spot) => ({ area, ...spot })))
  const shownIn = (staged: ReturnType<typeof stagedAreas>) => staged.map(({ area, tracks, spots }) => (
    { area, tracks, panels: spots.filter(({ shown }) => shown).sort((a, b) => a.place - b.place).map(({ panel }) => panel) }))
  const pairs = Object.keys(SCENES_SHOWN).flatMap((from) => Object.keys(SCENES_SHOWN).filter((to) => to !== from).map((to) => [from, to] as [Scene, Scene]))

  it('without one is the scene alone', () => {
    const alone = stagedAreas(filled('normal'), null, false, Infinity)
    expect(shownIn(alone)).toEqual(filled('normal').areas)
    expect(spotsOf(alone).every(({ shown }) => shown)).toBe(true)
  })

  it.each(pairs)('from %s to %s shows each scene as it is, with all of the other unseen beside it, and moves nothing at the turn', (from, to) => {
    const coming = stagedAreas(filled(from), filled(to), true, Infinity)
    const left = stagedAreas(filled(to), filled(from), false, Infinity)
    expect(shownIn(coming)).toEqual(filled(from).areas)
    expect(shownIn(left)).toEqual(filled(to).areas)
    const order = (staged: typeof coming) => spotsOf(staged).map(({ area, panel }) => `${area} ${panel}`)
    expect(order(coming)).toEqual(order(left))
    for (const { areas } of [filled(from), filled(to)]) {
      const alone = areas.flatMap(({ area, panels }) => panels.map((panel) => `${area} ${panel}`))
      expect(order(coming).filter((each) => alone.includes(each))).toEqual(alone)
    }
    for (const { shown, scene, tracks, area } of spotsOf(coming).filter(({ shown }) => !shown)) {
      expect([shown, scene, tracks]).toEqual([false, to, filled(to).areas.find((each) => each.area === area)!.tracks])
    }
  })

  it('is prepared a panel at a time, and what both scenes have in an area stands there once', () => {
    const unseen = (most: number) => spotsOf(stagedAreas(filled('normal'), filled('holiday'), true, most)).filter(({ shown }) => !shown)
    const all = unseen(Infinity)
    expect([unseen(0).length, unseen(1).length, unseen(all.length - 1).length, unseen(all.length + 1).length]).toEqual([0, 1, all.length - 1, all.length])
    const spots = spotsOf(stagedAreas(filled('normal'), filled('holiday'), true, Infinity))
    expect(new Set(spots.map(({ area, panel }) => `${area} ${panel}`)).size).toBe(spots.length)
    expect(spots.filter(({ panel }) => panel === 'incidents' || panel === 'alarms')).toHaveLength(2)
  })
})
