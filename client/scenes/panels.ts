import type { Component } from 'vue'
import CameraServiceability from '../panels/CameraServiceability.vue'
import CommitteeBoard from '../panels/CommitteeBoard.vue'
import GridForce from '../panels/GridForce.vue'
import IncidentFocus from '../panels/IncidentFocus.vue'
import IncidentQueue from '../panels/IncidentQueue.vue'
import IncidentsByHour from '../panels/IncidentsByHour.vue'
import LastResolvedPanel from '../panels/LastResolvedPanel.vue'
import NextToBreach from '../panels/NextToBreach.vue'
import PatrolRoster from '../panels/PatrolRoster.vue'
import PostBoard from '../panels/PostBoard.vue'
import StageTimes from '../panels/StageTimes.vue'
import StandingAlarms from '../panels/StandingAlarms.vue'
import WallHealth from '../panels/WallHealth.vue'
import WhoCommands from '../panels/WhoCommands.vue'

/** The panels a scene may show, by what they mean. A new one is a line here and a line in each scene that shows it. */
export const PANELS = {
  alarms: StandingAlarms,
  breach: NextToBreach,
  cameras: CameraServiceability,
  command: WhoCommands,
  committee: CommitteeBoard,
  focus: IncidentFocus,
  force: GridForce,
  health: WallHealth,
  hours: IncidentsByHour,
  incidents: IncidentQueue,
  last: LastResolvedPanel,
  patrol: PatrolRoster,
  posts: PostBoard,
  times: StageTimes,
} as const satisfies Record<string, Component>
export type PanelName = keyof typeof PANELS
