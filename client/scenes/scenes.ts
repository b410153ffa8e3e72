import type { Scene } from '../../shared/mode/expectation.ts'
import type { Standing } from './areas.ts'
import type { PanelName } from './panels.ts'

/** What the wall shows in a scene: one line a panel. */
export interface SceneTable {
  readonly panels: readonly Standing<PanelName>[]
}

/** Room a panel needs in a column: its rows with their heading. */
const PATROL = 'minmax(15.9rem, auto)'
/** Room a table of figures needs: its heading, that of its columns and a row for each grid, topic, department or platform of a pack. */
const TABLE_OF_3 = '9.3rem'
const TABLE_OF_5 = '12.1rem'
const TABLE_OF_7 = '15.2rem'
/** Room for two rows of sums with their heading. */
const SUMS = '5.5rem'
/** Height of the strip of a wide wall: what stands beside it keeps its line. */
const AS_STRIP = 'var(--bottom)'

/** SCENE-3. ASSUMPTION: what each mode looks at first stands at the top left, where a room looks first. */
export const SCENES_SHOWN: Readonly<Record<Scene, SceneTable>> = {
  /** Cameras and how the day goes. */
  normal: {
    panels: [
      { panel: 'cameras', ordinary: 'left', wide: 'leftUpperOuter' },
      { panel: 'estate', ordinary: null, wide: ['leftUpperOuter', TABLE_OF_5] },
      { panel: 'enterprise', ordinary: null, wide: ['leftUpperInner', TABLE_OF_7] },
      { panel: 'committee', ordinary: null, wide: 'leftUpperInner' },
      { panel: 'patrol', ordinary: ['left', PATROL], wide: ['leftLowerInner', PATROL] },
      { panel: 'hazards', ordinary: null, wide: 'leftLowerOuter' },
      { panel: 'alarms', ordinary: 'under', wide: ['leftLowerOuter', AS_STRIP] },
      { panel: 'incidents', ordinary: 'right', wide: 'rightUpper' },
      { panel: 'focus', ordinary: null, wide: 'rightLowerInner' },
      { panel: 'platforms', ordinary: ['strip', '21.4rem'], wide: null },
      { panel: 'work', ordinary: null, wide: ['rightLowerInner', TABLE_OF_3] },
      { panel: 'profile', ordinary: ['left', SUMS], wide: 'rightLowerOuter' },
      { panel: 'breach', ordinary: ['strip', '18.5rem'], wide: 'centreLong' },
      { panel: 'times', ordinary: ['strip', '17.8rem'], wide: 'centreShort' },
      { panel: 'force', ordinary: null, wide: 'centreEnd' },
      { panel: 'hours', ordinary: 'strip', wide: 'leftLowerInner' },
      { panel: 'health', ordinary: ['strip', '23.4rem'], wide: ['rightLowerOuter', AS_STRIP] },
    ],
  },
  /** Posts and patrol routes. */
  holiday: {
    panels: [
      { panel: 'patrol', ordinary: ['left', PATROL], wide: 'leftUpperOuter' },
      { panel: 'posts', ordinary: 'left', wide: 'leftUpperInner' },
      { panel: 'guarantees', ordinary: ['strip', '22rem'], wide: 'leftLowerInner' },
      { panel: 'force', ordinary: null, wide: 'leftLowerInner' },
      { panel: 'cameras', ordinary: ['strip', '14rem'], wide: 'leftLowerOuter' },
      { panel: 'alarms', ordinary: 'under', wide: ['leftLowerOuter', AS_STRIP] },
      { panel: 'incidents', ordinary: 'right', wide: 'rightUpper' },
      { panel: 'focus', ordinary: null, wide: 'rightLowerInner' },
      { panel: 'last', ordinary: null, wide: 'rightLowerOuter' },
      { panel: 'breach', ordinary: 'strip', wide: 'centreLong' },
      { panel: 'times', ordinary: ['strip', '17.8rem'], wide: 'centreShort' },
      { panel: 'hours', ordinary: null, wide: 'centreEnd' },
      { panel: 'health', ordinary: ['strip', '23.4rem'], wide: ['rightLowerOuter', AS_STRIP] },
    ],
  },
  /** The event with its crowds, posts, patrols and incidents. */
  event: {
    panels: [
      { panel: 'event', ordinary: 'left', wide: 'leftUpperOuter' },
      { panel: 'patrol', ordinary: ['left', PATROL], wide: ['leftLowerInner', PATROL] },
      { panel: 'posts', ordinary: ['strip', '14rem'], wide: 'leftUpperInner' },
      { panel: 'command', ordinary: ['strip', '19.5rem'], wide: 'leftLowerInner' },
      { panel: 'force', ordinary: null, wide: 'leftLowerOuter' },
      { panel: 'alarms', ordinary: 'under', wide: ['leftLowerOuter', AS_STRIP] },
      { panel: 'incidents', ordinary: 'right', wide: 'rightUpper' },
      { panel: 'focus', ordinary: null, wide: 'rightLowerInner' },
      { panel: 'last', ordinary: null, wide: 'rightLowerOuter' },
      { panel: 'breach', ordinary: 'strip', wide: 'centreLong' },
      { panel: 'times', ordinary: ['strip', '17.8rem'], wide: 'centreShort' },
      { panel: 'cameras', ordinary: null, wide: 'centreEnd' },
      { panel: 'health', ordinary: ['strip', '23.4rem'], wide: ['rightLowerOuter', AS_STRIP] },
    ],
  },
  /** The gravest incident, its level and who commands, and the plans and schemes that run. */
  emergency: {
    panels: [
      { panel: 'focus', ordinary: 'left', wide: 'leftUpperOuter' },
      { panel: 'plans', ordinary: ['left', '16rem'], wide: 'leftUpperInner' },
      { panel: 'ladder', ordinary: ['strip', '20rem'], wide: ['leftLowerInner', '12.2rem'] },
      { panel: 'command', ordinary: null, wide: 'leftLowerInner' },
      { panel: 'schemes', ordinary: ['strip', '17rem'], wide: 'leftLowerOuter' },
      { panel: 'patrol', ordinary: ['strip', '17rem'], wide: ['rightLowerInner', PATROL] },
      { panel: 'posts', ordinary: null, wide: 'rightLowerInner' },
      { panel: 'alarms', ordinary: 'under', wide: ['leftLowerOuter', AS_STRIP] },
      { panel: 'incidents', ordinary: 'right', wide: 'rightUpper' },
      { panel: 'cameras', ordinary: null, wide: 'rightLowerOuter' },
      { panel: 'breach', ordinary: 'strip', wide: 'centreLong' },
      { panel: 'times', ordinary: null, wide: 'centreShort' },
      { panel: 'force', ordinary: null, wide: 'centreEnd' },
      { panel: 'health', ordinary: ['strip', '23.4rem'], wide: ['rightLowerOuter', AS_STRIP] },
    ],
  },
}
