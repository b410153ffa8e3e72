import type { Scene } from '../../shared/mode/expectation.ts'
import type { Standing } from './areas.ts'
import type { PanelName } from './panels.ts'

/** What the wall shows in a scene: one line a panel. */
export interface SceneTable {
  /** Width of the left column of an ordinary wall. */
  readonly left: string
  readonly panels: readonly Standing<PanelName>[]
}

/** Room a panel needs in a column: its rows with their heading. */
const PATROL = 'minmax(15.9rem, auto)'
/** Height of the strip of a wide wall: what stands beside it keeps its line. */
const AS_STRIP = 'var(--bottom)'

/** SCENE-3. ASSUMPTION: what each mode looks at first stands at the top left, where a room looks first. */
export const SCENES_SHOWN: Readonly<Record<Scene, SceneTable>> = {
  /** Cameras and how the day goes. */
  normal: {
    left: '20rem',
    panels: [
      { panel: 'cameras', ordinary: 'left', wide: 'leftUpperOuter' },
      { panel: 'force', ordinary: ['strip', '17rem'], wide: 'leftUpperInner' },
      { panel: 'committee', ordinary: null, wide: ['leftUpperInner', '9rem'] },
      { panel: 'patrol', ordinary: ['left', PATROL], wide: 'leftLowerInner' },
      { panel: 'posts', ordinary: null, wide: 'leftLowerOuter' },
      { panel: 'alarms', ordinary: 'under', wide: ['leftLowerOuter', AS_STRIP] },
      { panel: 'incidents', ordinary: 'right', wide: 'rightUpper' },
      { panel: 'focus', ordinary: null, wide: 'rightLowerInner' },
      { panel: 'last', ordinary: null, wide: 'rightLowerOuter' },
      { panel: 'breach', ordinary: ['strip', '18.5rem'], wide: 'centreLong' },
      { panel: 'times', ordinary: ['strip', '17rem'], wide: 'centreShort' },
      { panel: 'hours', ordinary: 'strip', wide: 'centreEnd' },
      { panel: 'health', ordinary: ['strip', '23.4rem'], wide: ['rightLowerOuter', AS_STRIP] },
    ],
  },
  /** Posts and patrol routes. */
  holiday: {
    left: '22rem',
    panels: [
      { panel: 'patrol', ordinary: ['left', PATROL], wide: 'leftUpperOuter' },
      { panel: 'posts', ordinary: 'left', wide: 'leftUpperInner' },
      { panel: 'force', ordinary: ['strip', '17rem'], wide: 'leftLowerInner' },
      { panel: 'cameras', ordinary: ['strip', '14rem'], wide: 'leftLowerOuter' },
      { panel: 'alarms', ordinary: 'under', wide: ['leftLowerOuter', AS_STRIP] },
      { panel: 'incidents', ordinary: 'right', wide: 'rightUpper' },
      { panel: 'focus', ordinary: null, wide: 'rightLowerInner' },
      { panel: 'last', ordinary: null, wide: 'rightLowerOuter' },
      { panel: 'breach', ordinary: 'strip', wide: 'centreLong' },
      { panel: 'times', ordinary: ['strip', '17rem'], wide: 'centreShort' },
      { panel: 'hours', ordinary: null, wide: 'centreEnd' },
      { panel: 'health', ordinary: ['strip', '23.4rem'], wide: ['rightLowerOuter', AS_STRIP] },
    ],
  },
  /** Posts, patrols and incidents. */
  event: {
    left: '22rem',
    panels: [
      { panel: 'posts', ordinary: 'left', wide: 'leftUpperOuter' },
      { panel: 'patrol', ordinary: ['left', PATROL], wide: 'leftUpperInner' },
      { panel: 'command', ordinary: ['strip', '17rem'], wide: 'leftLowerInner' },
      { panel: 'force', ordinary: null, wide: 'leftLowerOuter' },
      { panel: 'alarms', ordinary: 'under', wide: ['leftLowerOuter', AS_STRIP] },
      { panel: 'incidents', ordinary: 'right', wide: 'rightUpper' },
      { panel: 'focus', ordinary: null, wide: 'rightLowerInner' },
      { panel: 'last', ordinary: null, wide: 'rightLowerOuter' },
      { panel: 'breach', ordinary: 'strip', wide: 'centreLong' },
      { panel: 'times', ordinary: ['strip', '17rem'], wide: 'centreShort' },
      { panel: 'cameras', ordinary: ['strip', '14rem'], wide: 'centreEnd' },
      { panel: 'health', ordinary: ['strip', '23.4rem'], wide: ['rightLowerOuter', AS_STRIP] },
    ],
  },
  /** The gravest incident, its level and who commands. */
  emergency: {
    left: '22rem',
    panels: [
      { panel: 'focus', ordinary: 'left', wide: 'leftUpperOuter' },
      { panel: 'command', ordinary: ['left', '14rem'], wide: 'leftUpperInner' },
      { panel: 'patrol', ordinary: ['strip', '17rem'], wide: 'leftLowerInner' },
      { panel: 'force', ordinary: ['strip', '17rem'], wide: 'rightLowerInner' },
      { panel: 'posts', ordinary: ['strip', '14rem'], wide: 'leftLowerOuter' },
      { panel: 'alarms', ordinary: 'under', wide: ['leftLowerOuter', AS_STRIP] },
      { panel: 'incidents', ordinary: 'right', wide: 'rightUpper' },
      { panel: 'last', ordinary: null, wide: 'rightLowerOuter' },
      { panel: 'breach', ordinary: 'strip', wide: 'centreLong' },
      { panel: 'times', ordinary: null, wide: 'centreShort' },
      { panel: 'cameras', ordinary: null, wide: 'centreEnd' },
      { panel: 'health', ordinary: ['strip', '23.4rem'], wide: ['rightLowerOuter', AS_STRIP] },
    ],
  },
}
