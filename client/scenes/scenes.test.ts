import { describe, expect, it } from 'vitest'
import { SCENES } from '../../shared/mode/expectation.ts'
import { filledAreas, ORDINARY_AREAS, WIDE_AREAS } from './areas.ts'
import { PANELS } from './panels.ts'
import { SCENES_SHOWN } from './scenes.ts'

const SHAPES = [['ordinary', ORDINARY_AREAS], ['wide', WIDE_AREAS]] as const

describe.each(SCENES)('SCENE-3 the scene %s', (scene) => {
  const { panels } = SCENES_SHOWN[scene]

  it.each(SHAPES)('fills every area of the %s wall, each panel once', (shape, areas) => {
    const filled = filledAreas(panels, shape)
    expect(filled.map(({ area }) => area)).toEqual(areas)
    const shown = filled.flatMap((each) => each.panels)
    expect(new Set(shown).size).toBe(shown.length)
    expect(filled.every((each) => each.tracks.split(/ (?![^(]*\))/).length === each.panels.length)).toBe(true)
  })

  it('shows incidents, alarms and the wall’s own health at both shapes: they matter in every mode', () => {
    for (const [shape] of SHAPES) {
      const shown = filledAreas(panels, shape).flatMap((each) => each.panels)
      expect(shown).toEqual(expect.arrayContaining(['incidents', 'alarms', 'health', 'breach']))
    }
  })
})

describe('SCENE-3 the scenes', () => {
  it('show at the top left what their mode looks at first', () => {
    const first = SCENES.map((scene) => filledAreas(SCENES_SHOWN[scene].panels, 'ordinary')[0]!.panels.slice(0, 2))
    expect(first).toEqual([['cameras', 'patrol'], ['patrol', 'posts'], ['event', 'patrol'], ['focus', 'plans']])
  })

  it('have every panel in at least one of them', () => {
    const shown = new Set(SCENES.flatMap((scene) => SCENES_SHOWN[scene].panels.map(({ panel }) => panel)))
    expect([...shown].sort()).toEqual(Object.keys(PANELS).sort())
  })
})
