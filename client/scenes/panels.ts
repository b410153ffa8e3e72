import type { Component } from 'vue'
import ActiveSchemes from '../panels/ActiveSchemes.vue'
import CameraEstate from '../panels/CameraEstate.vue'
import CameraServiceability from '../panels/CameraServiceability.vue'
import CommandLadder from '../panels/CommandLadder.vue'
import CommitteeBoard from '../panels/CommitteeBoard.vue'
import EnterpriseService from '../panels/EnterpriseService.vue'
import EventCountdown from '../panels/EventCountdown.vue'
import GridForce from '../panels/GridForce.vue'
import GridProfiles from '../panels/GridProfiles.vue'
import HazardAges from '../panels/HazardAges.vue'
import IncidentFocus from '../panels/IncidentFocus.vue'
import IncidentQueue from '../panels/IncidentQueue.vue'
import IncidentsByHour from '../panels/IncidentsByHour.vue'
import LastResolvedPanel from '../panels/LastResolvedPanel.vue'
import NextToBreach from '../panels/NextToBreach.vue'
import PatrolRoster from '../panels/PatrolRoster.vue'
import PlanCards from '../panels/PlanCards.vue'
import PlatformsBrief from '../panels/PlatformsBrief.vue'
import PostBoard from '../panels/PostBoard.vue'
import StageTimes from '../panels/StageTimes.vue'
import StandingAlarms from '../panels/StandingAlarms.vue'
import ThreeGuarantees from '../panels/ThreeGuarantees.vue'
import WallHealth from '../panels/WallHealth.vue'
import WhoCommands from '../panels/WhoCommands.vue'
import WorkLinkage from '../panels/WorkLinkage.vue'

/** The panels a scene may show, by what they mean. A new one is a line here and a line in each scene that shows it. */
export const PANELS = {
  alarms: StandingAlarms,
  breach: NextToBreach,
  cameras: CameraServiceability,
  command: WhoCommands,
  committee: CommitteeBoard,
  enterprise: EnterpriseService,
  estate: CameraEstate,
  event: EventCountdown,
  focus: IncidentFocus,
  force: GridForce,
  guarantees: ThreeGuarantees,
  hazards: HazardAges,
  health: WallHealth,
  hours: IncidentsByHour,
  incidents: IncidentQueue,
  ladder: CommandLadder,
  last: LastResolvedPanel,
  patrol: PatrolRoster,
  plans: PlanCards,
  platforms: PlatformsBrief,
  posts: PostBoard,
  profile: GridProfiles,
  schemes: ActiveSchemes,
  times: StageTimes,
  work: WorkLinkage,
} as const satisfies Record<string, Component>
export type PanelName = keyof typeof PANELS
