/** What the section of modes says. */
export const zh = {
  desk: {
    modes: {
      now: '当前模式', since: '自 {time} · {by}', sinceStart: '自系统启用', first: '{by} 已于 {time} 先行转换为{mode}', firstAsked: '{by} 已于 {time} 发起应急战时，请确认那一次，或待其失效',
      prepared: '应急战时待第二人确认', preparedBy: '{by} 于 {time} 发起：{reason}', left: '剩 {left} 失效', confirm: '确认进入应急战时', other: '须由另一人确认',
      proposals: '系统建议', none: '没有待定的建议', accept: '采纳', decline: '不采纳', declineReason: '不采纳的理由',
      cause: { holidayStarts: '{name}开始', holidayEnded: '{name}结束', eventStarts: '活动 {name} 开始', level: '{level} 级事件 {name}' },
      eventNamed: '{name}（{number}）', andOthers: '等另 {n} 起',
      calendar: { none: '站点包没有节假日历：系统不会建议节假日模式', ended: '节假日历到 {day} 为止，已用尽：系统不会再建议节假日模式，须手动转换；请在站点包 site.json 的 calendar.holidays 续写并重启', ending: '节假日历到 {day} 为止，不足 30 天：请在站点包 site.json 的 calendar.holidays 续写并重启' },
      acceptReason: '按建议：{cause}',
      switchTo: '平急转换', choose: '请选要进入的模式', reason: '理由', send: '转换', ask: '发起，待第二人确认', notAllowed: '本账号不能转换模式',
      preview: '将会改变', nothing: '没有变化',
      posts: { added: '要求值守 {n} 处：{names}', dropped: '不再要求值守 {n} 处：{names}' },
      teams: { added: '要求出巡 {n} 队：{names}', dropped: '不再要求出巡 {n} 队：{names}' },
      threshold: { positionIntervalMs: '位置上报间隔', corridorM: '线路走廊', dwellMs: '打卡点最短停留', serviceabilityLine: '摄像头可用率线', crowdLine: '人群告警线' },
      change: '{what}：{from} → {to}', own: '各线路自定', none0: '不要求', seconds: '{n} 秒', metres: '{n} 米',
      roster: { on: '排班生效', wanting: '按排班值守，但有 {n} 处点位目前没有排班，请先排班', off: '排班不生效' }, scene: '大屏场景',
      sceneStays: '大屏场景：已固定，转换后仍为{scene}，直到恢复随模式',
      pin: '大屏场景', pinNote: '固定后所有大屏一直显示它，直到恢复随模式', pinned: '{by} 于 {time} 固定为{scene}', followsMode: '随模式：{scene}', release: '恢复随模式',
      history: '转换记录', noHistory: '还没有转换过', earlier: '更早的转换', notLoaded: '没有读到：{code}', confirmed: '{by} 确认，{asked} 发起', became: '{from} → {to}',
      subject: { switch: '转换为{mode}', confirm: '确认应急战时', decline: '不采纳{mode}', scene: '固定场景{scene}', release: '场景随模式' },
    },
  },
}

export const en: typeof zh = {
  desk: {
    modes: {
      now: 'Mode now', since: 'since {time} · {by}', sinceStart: 'since the start', first: '{by} was first, at {time}: {mode}', firstAsked: '{by} asked for emergency at {time}: confirm that one, or wait until it lapses',
      prepared: 'Emergency waits for a second person', preparedBy: '{by} asked at {time}: {reason}', left: 'lapses in {left}', confirm: 'Confirm emergency', other: 'another person has to confirm',
      proposals: 'Proposed by the system', none: 'Nothing is proposed', accept: 'Accept', decline: 'Decline', declineReason: 'Why not',
      cause: { holidayStarts: '{name} begins', holidayEnded: '{name} is over', eventStarts: 'event {name} begins', level: 'level {level} incident {name}' },
      eventNamed: '{name} ({number})', andOthers: ' and {n} more',
      calendar: { none: 'The site pack has no calendar of holidays: holiday mode is not proposed', ended: 'The calendar of holidays ended on {day}: holiday mode is proposed no more, switch by hand; add holidays to calendar.holidays in the pack’s site.json and restart', ending: 'The calendar of holidays ends on {day}, within 30 days: add holidays to calendar.holidays in the pack’s site.json and restart' },
      acceptReason: 'As proposed: {cause}',
      switchTo: 'Switch the mode', choose: 'Choose the mode to enter', reason: 'Reason', send: 'Switch', ask: 'Ask; a second person confirms', notAllowed: 'this account may not switch the mode',
      preview: 'What will change', nothing: 'Nothing changes',
      posts: { added: '{n} posts expected: {names}', dropped: '{n} posts no longer expected: {names}' },
      teams: { added: '{n} teams expected out: {names}', dropped: '{n} teams no longer expected: {names}' },
      threshold: { positionIntervalMs: 'Position interval', corridorM: 'Route corridor', dwellMs: 'Shortest stay at a checkpoint', serviceabilityLine: 'Camera serviceability line', crowdLine: 'Crowd line' },
      change: '{what}: {from} → {to}', own: 'each route its own', none0: 'none', seconds: '{n} s', metres: '{n} m',
      roster: { on: 'The roster is in force', wanting: 'Posts are staffed by roster, which leaves out {n} of them now: set one first', off: 'The roster is not in force' }, scene: 'Scene of the walls',
      sceneStays: 'Scene of the walls: pinned, it stays at {scene} until it follows the mode again',
      pin: 'Scene of the walls', pinNote: 'A pinned scene stays on every wall until it follows the mode again', pinned: '{scene} pinned by {by} at {time}', followsMode: 'follows the mode: {scene}', release: 'Follow the mode',
      history: 'Switches', noHistory: 'Never switched', earlier: 'Earlier switches', notLoaded: 'Could not be read: {code}', confirmed: '{by} confirmed, {asked} asked', became: '{from} → {to}',
      subject: { switch: 'Switch to {mode}', confirm: 'Confirm emergency', decline: 'Decline {mode}', scene: 'Pin scene {scene}', release: 'Scene follows the mode' },
    },
  },
}
