import type { BoardFact } from '../../shared/board.ts'

/** What each type of fact is called on the screen: all of them, by type. */
export type FactTypeWords = Readonly<Record<BoardFact['type'], string>>

export const factTypesZh: FactTypeWords = {
  IncidentReported: '接报', StageStamped: '阶段签收', LimitMissed: '超时', LevelChanged: '级别变更', IncidentClosed: '归档', IncidentCancelled: '撤销', IncidentMerged: '并案', IncidentReopened: '重开',
  ModeSwitched: '模式切换', ModeProposed: '模式建议', AlarmRaised: '告警', AlarmReturned: '告警恢复', AlarmAcknowledged: '告警确认', PlatformLost: '视频平台中断', PlatformRestored: '视频平台恢复',
  StampCorrected: '签收更正', DepartmentJoined: '部门加入', NoteAdded: '备注', EscalationProposed: '升级建议', EscalationCauseLapsed: '升级缘由消失', EscalationDeclined: '升级未采纳', HandoverStarted: '移交', HandoverAcknowledged: '移交签收', HandoverLimitMissed: '移交超时', MeasureCalled: '措施要求', MeasureTaken: '措施已办', IncidentTaken: '认领', IncidentLeft: '放下', AlarmChanged: '告警变更', AlarmFlapped: '告警抖动', AlarmShelved: '告警搁置', AlarmUnshelved: '告警取回', SourceRetired: '停用数据源', ModeProposalDeclined: '模式建议未采纳', ModeSwitchPrepared: '模式待确认', ModeSwitchLapsed: '模式确认过期',
  TeamUnseen: '队伍失联后恢复', TeamLeftRoute: '偏离路线', TeamBackOnRoute: '回到路线', TeamExcused: '不计路线', TeamPlaced: '线路上的位置', TeamTurned: '折返', CheckpointReached: '到打卡点', CheckpointSkipped: '漏打卡点', CheckpointDwelled: '打卡点停留', LoopEnded: '一圈结束', LoopOverdue: '一圈超时',
  RosterSet: '排班', PostCheckedIn: '到岗', PostCheckedOut: '离岗',
  StampWithdrawn: '签收撤回', SceneTaken: '场景固定', SceneReleased: '场景随模式', GridProfileTold: '网格概况更新', CrowdCounted: '人数统计', CommandCheckedIn: '联指部门到位', CommandCheckedOut: '联指部门离位',
  MatterOpened: '事项登记', MatterMoved: '事项推进', MatterAmended: '事项更正', MatterStepTicked: '事项步骤完成', MatterStepReopened: '事项步骤退回', MatterOverdue: '事项超期', MatterStepOverdue: '事项步骤超期',
  DrillPrepared: '演练制定', DrillScriptChanged: '演练脚本更改', DrillWithdrawn: '演练撤下', DrillStarted: '演练开始', DrillPaused: '演练暂停', DrillResumed: '演练继续', DrillJumped: '演练跳至', InjectFired: '情况注入', DrillStopped: '演练结束',
  ObservationPinned: '观察记录', IndicatorJudged: '指标评定', ImprovementAdded: '新增整改项', ImprovementDone: '整改项完成',
}

export const factTypesEn: FactTypeWords = {
  IncidentReported: 'Reported', StageStamped: 'Stage stamped', LimitMissed: 'Limit missed', LevelChanged: 'Level changed', IncidentClosed: 'Closed', IncidentCancelled: 'Cancelled', IncidentMerged: 'Merged', IncidentReopened: 'Reopened',
  ModeSwitched: 'Mode switched', ModeProposed: 'Mode proposed', AlarmRaised: 'Alarm', AlarmReturned: 'Alarm returned', AlarmAcknowledged: 'Alarm acknowledged', PlatformLost: 'Platform lost', PlatformRestored: 'Platform restored',
  StampCorrected: 'Stamp corrected', DepartmentJoined: 'Department joined', NoteAdded: 'Note', EscalationProposed: 'Escalation proposed', EscalationCauseLapsed: 'Escalation: cause lapsed', EscalationDeclined: 'Escalation declined', HandoverStarted: 'Handover', HandoverAcknowledged: 'Handover acknowledged', HandoverLimitMissed: 'Handover limit missed', MeasureCalled: 'Measure called for', MeasureTaken: 'Measure taken', IncidentTaken: 'Taken', IncidentLeft: 'Left', AlarmChanged: 'Alarm changed', AlarmFlapped: 'Alarm flapping', AlarmShelved: 'Alarm shelved', AlarmUnshelved: 'Alarm unshelved', SourceRetired: 'Source retired', ModeProposalDeclined: 'Mode declined', ModeSwitchPrepared: 'Mode to be confirmed', ModeSwitchLapsed: 'Mode confirmation lapsed',
  TeamUnseen: 'Heard again', TeamLeftRoute: 'Off route', TeamBackOnRoute: 'Back on route', TeamExcused: 'Excused', TeamPlaced: 'Place on route', TeamTurned: 'Turned', CheckpointReached: 'Checkpoint', CheckpointSkipped: 'Checkpoint skipped', CheckpointDwelled: 'Stay at checkpoint', LoopEnded: 'Loop ended', LoopOverdue: 'Loop overdue',
  RosterSet: 'Roster set', PostCheckedIn: 'Checked in', PostCheckedOut: 'Checked out',
  StampWithdrawn: 'Stamp withdrawn', SceneTaken: 'Scene taken', SceneReleased: 'Scene released', GridProfileTold: 'Grid profile told', CrowdCounted: 'Crowd counted', CommandCheckedIn: 'Joint command: arrived', CommandCheckedOut: 'Joint command: left',
  MatterOpened: 'Matter opened', MatterMoved: 'Matter moved on', MatterAmended: 'Matter amended', MatterStepTicked: 'Step done', MatterStepReopened: 'Step reopened', MatterOverdue: 'Matter overdue', MatterStepOverdue: 'Step overdue',
  DrillPrepared: 'Drill prepared', DrillScriptChanged: 'Script changed', DrillWithdrawn: 'Drill withdrawn', DrillStarted: 'Drill started', DrillPaused: 'Drill paused', DrillResumed: 'Drill resumed', DrillJumped: 'Drill jumped', InjectFired: 'Inject', DrillStopped: 'Drill stopped',
  ObservationPinned: 'Observation', IndicatorJudged: 'Indicator judged', ImprovementAdded: 'Improvement added', ImprovementDone: 'Improvement done',
}
