import type { Board } from '../board.ts'
import { crowdLineOf, expectationOf, type ExpectingSite, type ModeThresholds, type Scene } from './expectation.ts'
import type { Mode } from './types.ts'

interface Changed<T> {
  readonly from: T
  readonly to: T
}

/** What becomes expected, and what is not expected any more. */
interface Moved {
  readonly added: readonly string[]
  readonly dropped: readonly string[]
}

/** What a switch would change, and nothing else: what stays as it is is null, or not among the lists. */
export interface SwitchPreview {
  readonly from: Mode
  readonly to: Mode
  /** Does it take a second confirmation by another person? */
  readonly confirmation: boolean
  readonly posts: Moved
  readonly teams: Moved
  readonly thresholds: { readonly [K in keyof Required<ModeThresholds>]: Changed<Required<ModeThresholds>[K]> | null }
  readonly roster: Changed<boolean> | null
  /** Of the walls: nothing while a scene is pinned. */
  readonly scene: Changed<Scene> | null
  /** The scene a leader pinned: the walls stay at it through the switch (SCENE-2); null for none. */
  readonly pinned: Scene | null
}

/** Exactly what a switch to `to` would change, before anybody decides it (MODE-1). */
export function previewSwitch({ mode, scene: taken }: Pick<Board, 'mode' | 'scene'>, site: ExpectingSite, to: Mode): SwitchPreview {
  const [now, then] = [expectationOf(site, mode), expectationOf(site, to)]
  const threshold = <K extends Exclude<keyof ModeThresholds, 'crowdLine'>>(key: K) => changed(now.thresholds[key], then.thresholds[key])
  return {
    from: mode,
    to,
    confirmation: to === 'emergency' && to !== mode,
    posts: moved(now.posts, then.posts),
    teams: moved(now.teams, then.teams),
    thresholds: {
      positionIntervalMs: threshold('positionIntervalMs'),
      corridorM: threshold('corridorM'),
      dwellMs: threshold('dwellMs'),
      serviceabilityLine: threshold('serviceabilityLine'),
      crowdLine: changed(crowdLineOf(now.thresholds), crowdLineOf(then.thresholds)),
    },
    roster: changed(now.roster, then.roster),
    scene: taken === null ? changed(now.scene, then.scene) : null,
    pinned: taken?.scene ?? null,
  }
}

function changed<T>(from: T, to: T): Changed<T> | null {
  return from === to ? null : { from, to }
}

function moved(from: readonly string[], to: readonly string[]): Moved {
  return { added: to.filter((id) => !from.includes(id)), dropped: from.filter((id) => !to.includes(id)) }
}
