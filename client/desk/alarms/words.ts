/** What the section of alarms says. */
export const zh = {
  desk: {
    alarms: {
      title: '在告与搁置',
      note: '{standing} 条在告 · {unacknowledged} 条待确认',
      calm: '当前无告警',
      flood: '告警洪峰：近 10 分钟 {n} 条新告警，按类分组，回车展开',
      keys: 'J K 选择 · A 确认 · S 搁置 · U 取消搁置 · → 展开',
      shelf: '搁置中 {n} 条',
      head: { priority: '级别', what: '告警', where: '网格', state: '状态', since: '告警时刻', age: '历时' },
      until: '至 {time}',
      chosen: '所选告警',
      chooseOne: '请在左侧选择告警',
      gone: '这条告警已不在',
      fields: {
        state: '状态', cause: '原因', where: '位置', since: '告警时刻', returned: '恢复时刻', often: '次数', acknowledged: '确认', shelf: '搁置',
      },
      cause: {
        limitMissed: '环节时限已过，没有打点', limitDueSoon: '环节时限已用去八成', platformDown: '视频平台没有心跳，或自报停机', gridServiceability: '网格内摄像头可用率低于标准线',
        blindPost: '点位 80 米内没有可用摄像头', patrolSilent: '巡查队位置失联', sourceSilent: '数据来源停止上报', handoverUnacknowledged: '移交超过签收时限仍未签收',
      },
      consequences: '由此影响 {n} 项，不另告警',
      raises: '告警 {n} 次', flaps: '抖动 {n} 次', chatters: '正在抖动',
      acknowledgedBy: '{by}，{time}',
      shelvedBy: '{by} 搁置至 {time}，理由：{reason}',
      occurrence: '第 {seq} 号记录起',
      openIncident: '查看事件',
      action: { acknowledge: '确认', shelve: '搁置', unshelve: '取消搁置' },
      shelve: { title: '搁置告警', minutes: '时长', minute: '{n} 分钟', hour: '{n} 小时', ends: '{time} 自动恢复', reason: '理由', send: '搁置' },
      done: '对这条告警的指令',
    },
    alarmFigures: {
      title: '告警系统自身指标',
      period: '{from} 至 {to}，共 {n} 个十分钟，最后一个未满',
      lastTenMinutes: '近 10 分钟新告警', standing: '在告', unacknowledged: '待确认', chattering: '抖动', shelved: '搁置', flood: '洪峰历时',
      limit: '超过 {n} 条为洪峰', oldest: '最早 {time}', none: '无', chatterHint: '两分钟内有反复', shelfHint: '到时自动恢复', floodHint: '近 24 小时内有记录的时间', unacknowledgedHint: '含已恢复待确认',
      chart: '每十分钟新告警，最多 {most} 条；横线为洪峰界限 {limit} 条',
      mix: '级别构成（同一时段新告警 {n} 条）', aim: '目标', share: '占比', count: '新告警', now: '在告', few: '不足 {n} 条，不计占比',
    },
  },
}

export const en: typeof zh = {
  desk: {
    alarms: {
      title: 'Standing and shelved',
      note: '{standing} standing · {unacknowledged} to acknowledge',
      calm: 'No alarm',
      flood: 'Alarm flood: {n} new alarms in 10 minutes, in groups; Enter opens one',
      keys: 'J K choose · A acknowledge · S shelve · U unshelve · → open',
      shelf: '{n} on the shelf',
      head: { priority: 'Priority', what: 'Alarm', where: 'Grid', state: 'State', since: 'Raised', age: 'Age' },
      until: 'until {time}',
      chosen: 'The chosen alarm',
      chooseOne: 'Choose an alarm on the left',
      gone: 'This alarm is gone',
      fields: {
        state: 'State', cause: 'Cause', where: 'Where', since: 'Raised', returned: 'Returned', often: 'How often', acknowledged: 'Acknowledged', shelf: 'Shelf',
      },
      cause: {
        limitMissed: 'A stage passed its limit without a stamp', limitDueSoon: 'Four fifths of a stage’s limit are used', platformDown: 'The video platform sends no heartbeat, or says it is down', gridServiceability: 'Working cameras of the grid are under its line',
        blindPost: 'No working camera within 80 m of the post', patrolSilent: 'The patrol’s position is lost', sourceSilent: 'The source has stopped sending', handoverUnacknowledged: 'A handover is past its limit without acknowledgement',
      },
      consequences: '{n} consequences, not raised by themselves',
      raises: 'raised {n}×', flaps: 'flapped {n}×', chatters: 'chattering now',
      acknowledgedBy: '{by}, {time}',
      shelvedBy: 'by {by} until {time}: {reason}',
      occurrence: 'since record no. {seq}',
      openIncident: 'Open incident',
      action: { acknowledge: 'Acknowledge', shelve: 'Shelve', unshelve: 'Unshelve' },
      shelve: { title: 'Shelve alarm', minutes: 'For', minute: '{n} min', hour: '{n} h', ends: 'back by itself at {time}', reason: 'Reason', send: 'Shelve' },
      done: 'Commands about this alarm',
    },
    alarmFigures: {
      title: 'The alarms’ own figures',
      period: '{from} to {to}, by ten minutes ({n}), the last under way',
      lastTenMinutes: 'New in 10 minutes', standing: 'Standing', unacknowledged: 'To acknowledge', chattering: 'Chattering', shelved: 'Shelved', flood: 'Time in flood',
      limit: 'more than {n} are a flood', oldest: 'oldest {time}', none: 'none', chatterHint: 'came and went within two minutes', shelfHint: 'come back by themselves', floodHint: 'of the last 24 h on record', unacknowledgedHint: 'returned ones too',
      chart: 'New alarms by ten minutes, most {most}; line: flood limit {limit}',
      mix: 'Priorities ({n} new alarms of the same time)', aim: 'Aim', share: 'Share', count: 'New', now: 'Standing', few: 'fewer than {n}: no share',
    },
  },
}
