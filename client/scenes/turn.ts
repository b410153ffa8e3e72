import type { Board } from '../../shared/board.ts'
import type { Scene } from '../../shared/mode/expectation.ts'
import type { FilledArea } from './areas.ts'
import type { PanelName } from './panels.ts'

/**
 * ASSUMPTION: from the act to the turn, ms. Long enough for the fact to reach every wall and for what comes to be drawn there, short enough
 * to pass for one act. With it two walls that share two processors with the server and the desks have all of it in time (docs/adr/0020).
 */
export const TURN_LEAD_MS = 700

/**
 * How long a wall still waits to turn to what the board has, ms: nothing at the instant or after it, and never more than the lead, however a
 * clock was set (SCENE-1).
 */
export function turnWaitMs({ modeRecord, scene, sceneReleased }: Pick<Board, 'modeRecord' | 'scene' | 'sceneReleased'>, serverNow: number): number {
  const actedAt = Math.max(modeRecord.since, scene?.at ?? 0, sceneReleased?.at ?? 0)
  return Math.max(0, Math.min(TURN_LEAD_MS, actedAt + TURN_LEAD_MS - serverNow))
}

/** A panel's place within its area, of the scene it belongs to: while it is not shown it keeps the size it has there. */
export interface Spot {
  readonly panel: PanelName
  readonly scene: Scene
  readonly shown: boolean
  /** Row of the area, column of the strip; from 1. */
  readonly place: number
  /** Those of its scene. */
  readonly tracks: string
}

/** A scene, and the areas it fills on this wall. */
export interface FilledScene {
  readonly scene: Scene
  readonly areas: readonly FilledArea<PanelName>[]
}

/**
 * What stands in each area: the panels of the scene shown, and unseen among them those that only the scene `beside` has, which comes or has
 * just left; of these no more than `most` in all. What both have in an area is one panel, which stays. The order is the same before the turn
 * and after it: nothing is moved.
 */
export function stagedAreas(shown: FilledScene, beside: FilledScene | null, isComing: boolean, most: number) {
  let left = most
  return shown.areas.map((area) => {
    const other = beside?.areas.find((each) => each.area === area.area)
    const spotOf = ({ scene }: FilledScene, { panels, tracks }: FilledArea<PanelName>, panel: PanelName): Spot => (
      { panel, scene, shown: scene === shown.scene, place: panels.indexOf(panel) + 1, tracks })
    if (beside === null || other === undefined) return { ...area, spots: area.panels.map((panel) => spotOf(shown, area, panel)) }
    const order = isComing ? merged(area.panels, other.panels) : merged(other.panels, area.panels)
    const spots = order.flatMap((panel) => {
      if (area.panels.includes(panel)) return [spotOf(shown, area, panel)]
      left -= 1
      return left < 0 ? [] : [spotOf(beside, other, panel)]
    })
    return { ...area, spots }
  })
}

/** What comes in its order, and each that leaves after what it stood behind. */
function merged<P>(before: readonly P[], after: readonly P[]): P[] {
  const order = [...after]
  before.forEach((panel, i) => {
    if (!order.includes(panel)) order.splice(i === 0 ? 0 : order.indexOf(before[i - 1]!) + 1, 0, panel)
  })
  return order
}
