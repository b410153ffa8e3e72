/**
 * What the wall says of kinds of matters: their tables take it from here, so that a screen which only shows them loads none of
 * the tables.
 */

export const HAZARD_STATES = {
  found: { zh: '已发现', en: 'Found' },
  assigned: { zh: '整改中', en: 'Assigned' },
  rectified: { zh: '待复核', en: 'Rectified' },
  verified: { zh: '已复核', en: 'Verified' },
  dismissed: { zh: '不成立', en: 'Dismissed' },
} as const

export const GUARANTEE_STATES = {
  assigned: { zh: '已下达', en: 'Assigned' },
  underWay: { zh: '进行中', en: 'Under way' },
  done: { zh: '已完成', en: 'Done' },
  dropped: { zh: '已取消', en: 'Dropped' },
} as const

/** Id of the kind of events. */
export const EVENT_KIND = 'event'
/** Moments of an event in their order: what the wall counts down to. */
export const EVENT_PHASES = ['doorsAt', 'startsAt', 'endsAt', 'dispersedAt'] as const
/** States in which an event is approved and not over: from its start event mode is proposed (MODE-2). */
export const APPROVED_STATES: readonly string[] = ['approved', 'prepared', 'live']
/** States in which the joint command of an event is called up and its departments come (EVENT-3). */
export const COMMANDED_STATES: readonly string[] = ['prepared', 'live']
/** ASSUMPTION: difficult areas are pre-judged so long before the start, ms; from then on they stand on the map (EVENT-8). */
export const PREJUDGE_BEFORE_MS = 3 * 86_400_000
export const EVENT_STATES = {
  applied: { zh: '已申请', en: 'Applied' },
  assessed: { zh: '已评估', en: 'Assessed' },
  approved: { zh: '已批准', en: 'Approved' },
  refused: { zh: '未批准', en: 'Refused' },
  prepared: { zh: '准备就绪', en: 'Prepared' },
  live: { zh: '进行中', en: 'Live' },
  closed: { zh: '已结束', en: 'Closed' },
  withdrawn: { zh: '已取消', en: 'Withdrawn' },
} as const

/** What a department says of an event that was applied for. ASSUMPTION: the article says only that departments are consulted beforehand. */
export const OPINIONS = [
  { id: 'fit', name: { zh: '可行', en: 'Fit' } },
  { id: 'fitWithConditions', name: { zh: '附条件可行', en: 'Fit with conditions' } },
  { id: 'notFit', name: { zh: '不可行', en: 'Not fit' } },
] as const

/** Who commands an event, as roles (ASSUMPTION: the article names a commander and deputies, not who they are). Never a person. */
export const EVENT_COMMANDERS = [
  { id: 'office', name: { zh: '办事处指挥长', en: 'Commander of the office' } },
  { id: 'committee', name: { zh: '管委会指挥长', en: 'Commander of the committee' } },
  { id: 'police', name: { zh: '公安指挥长', en: 'Commander of the police' } },
] as const

/** What requests are about. ASSUMPTION: which kinds there are; the article says only that companies are served. */
export const TOPICS = [
  { id: 'policy', name: { zh: '政策咨询', en: 'Policy' } },
  { id: 'premises', name: { zh: '场地物业', en: 'Premises' } },
  { id: 'permits', name: { zh: '证照办理', en: 'Permits' } },
  { id: 'recruitment', name: { zh: '用工招聘', en: 'Recruitment' } },
  { id: 'security', name: { zh: '安全治安', en: 'Security' } },
  { id: 'utilities', name: { zh: '水电通信', en: 'Utilities' } },
] as const

/** 工作联动: what the work linkage platform plans and does. */
export const WORK_NAMES = {
  training: { zh: '培训', en: 'Training' },
  areaPatrol: { zh: '区域巡查', en: 'Area patrol' },
  drillPlan: { zh: '综合演练', en: 'Planned drill' },
} as const

/** Id of the kind of field commands, and who may command one, as roles (ASSUMPTION: the article says only that the committee does). */
export const FIELD_COMMAND_KIND = 'fieldCommand'
export const FIELD_COMMANDERS = [
  { id: 'director', name: { zh: '管委会主任岗', en: 'Director of the committee' } },
  { id: 'deputyDirector', name: { zh: '管委会副主任岗', en: 'Deputy director' } },
  { id: 'onDuty', name: { zh: '管委会值班领导岗', en: 'Leader on duty' } },
] as const
