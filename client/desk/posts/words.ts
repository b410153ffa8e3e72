/** What the section of posts says. */
export const zh = {
  desk: {
    patrols: {
      title: '巡查线路', team: '队伍 · 线路', state: '状态', along: '沿线', nextHead: '下一打卡点', next: '{name} · {m} 米', pace: '进度', inTime: '按时', behind: '落后 {time}', atCheckpoints: '打卡点', lastLoop: '上圈 {wrong}', andMore: '{wrong} +{n}', wrongAt: { tooLong: '{n}号点 {name}：已停留 {time} 以上，过长', tooShort: '{n}号点 {name}：停留 {time}，过短', skipped: '漏 {n}号点 {name}' }, loops: '今日圈数', missed: '漏圈', failed: '取不到：{code}',
      course: { on: '在线路', off: '偏离', unknown: '待定', excused: '不要求' },
    },
    posts: {
      title: '点位在岗', note: '{manned} 处在岗 · {wrong} 处迟到或脱岗', present: '在岗：{who}', someone: '在岗人员', heldOver: '上一班：{who}', since: '{state} · {duration}', shift: '本班 {from}–{to} · {who}',
      notInMode: '本模式不要求值守', who: '谁', whoever: '在岗人员（不指明队伍）', checkIn: '到岗', checkOut: '离岗', oneOut: '1人离岗', notAllowed: '本账号不能登记到岗离岗',
      roster: '排班', rosterOf: '{post} 的班次', rosterNote: '共 {n} 班，排到 {until} · {time} 由 {by} 设定', rosterNone: '还没有排班', draft: '未发送的改动',
      start: '开始', end: '结束', unit: '队伍', role: '角色', count: '人数', as: '队伍或角色', add: '加一班', remove: '删去', send: '发送整份排班', reset: '放弃改动', applyPack: '套用站点排班（{modes}）· 今起 {days} 天',
      importCsv: '导入 CSV', exportCsv: '导出 CSV', imported: '已读入 {n} 班，尚未发送', timeHint: '年-月-日 时:分', none: '此点位没有班次',
      roles: { police: '民警', gridWorker: '网格员', department: '部门', property: '物业', guard: '保安' },
      wrong: '第 {row} 行 · {field}：{reason}',
      fields: { post: '点位', startsAt: '开始', endsAt: '结束', unit: '队伍或角色', role: '角色', count: '人数', row: '整行', shifts: '班次' },
      problem: {
        notTime: '请按 年-月-日 时:分 填写', notCount: '人数为 1 到 100 的整数', noWho: '请填队伍或角色，只填一个', unknownPost: '没有这个点位', unknownWho: '没有这个队伍或角色', columns: '各列应为 {columns}', notTable: '不是 CSV 表格', empty: '没有班次',
        reversed: '结束须晚于开始', overlap: '与同一点位或队伍的另一班重叠', tooLong: '一班最长 24 小时', tooOld: '这份排班已全部结束', future: '开始时间超过一年之后', ambiguous: '队伍与角色只填一个', unknown: '站点包里没有',
      },
      subject: { roster: '排班 {n} 班', checkIn: '{post} 到岗', checkOut: '{post} 离岗' },
    },
  },
}

export const en: typeof zh = {
  desk: {
    patrols: {
      title: 'Patrol routes', team: 'Team · route', state: 'State', along: 'Along it', nextHead: 'Next checkpoint', next: '{name} · {m} m', pace: 'Pace', inTime: 'in time', behind: '{time} behind', atCheckpoints: 'At checkpoints', lastLoop: 'last loop: {wrong}', andMore: '{wrong} +{n}', wrongAt: { tooLong: 'checkpoint {n} {name}: stayed {time} or longer, too long', tooShort: 'checkpoint {n} {name}: stayed {time}, too short', skipped: 'skipped checkpoint {n} {name}' }, loops: 'Loops today', missed: 'Loops missed', failed: 'Not available: {code}',
      course: { on: 'on route', off: 'off route', unknown: 'unsure', excused: 'not expected' },
    },
    posts: {
      title: 'Posts now', note: '{manned} manned · {wrong} late or unattended', present: 'there: {who}', someone: 'somebody', heldOver: 'shift before: {who}', since: '{state} · {duration}', shift: 'shift {from}–{to} · {who}',
      notInMode: 'not expected in this mode', who: 'Who', whoever: 'whoever is there (no team named)', checkIn: 'Check in', checkOut: 'Check out', oneOut: 'One leaves', notAllowed: 'this account may not check in or out',
      roster: 'Roster', rosterOf: 'Shifts of {post}', rosterNote: '{n} shifts, the last one to {until} · set at {time} by {by}', rosterNone: 'No roster is set', draft: 'changes not sent',
      start: 'Start', end: 'End', unit: 'Team', role: 'Role', count: 'How many', as: 'Team or role', add: 'Add a shift', remove: 'Remove', send: 'Send the whole roster', reset: 'Drop changes', applyPack: 'Apply the site’s roster ({modes}) for {days} days',
      importCsv: 'Import CSV', exportCsv: 'Export CSV', imported: '{n} shifts read, not sent yet', timeHint: 'YYYY-MM-DD HH:MM', none: 'This post has no shift',
      roles: { police: 'police', gridWorker: 'grid worker', department: 'department', property: 'property', guard: 'guard' },
      wrong: 'Row {row} · {field}: {reason}',
      fields: { post: 'post', startsAt: 'start', endsAt: 'end', unit: 'team or role', role: 'role', count: 'how many', row: 'row', shifts: 'shifts' },
      problem: {
        notTime: 'write YYYY-MM-DD HH:MM', notCount: 'a whole number from 1 to 100', noWho: 'name a team or a role, one of them', unknownPost: 'no such post', unknownWho: 'no such team or role', columns: 'the columns are {columns}', notTable: 'is no CSV table', empty: 'no shifts',
        reversed: 'ends after it starts', overlap: 'overlaps another shift of its post or team', tooLong: 'a shift is at most 24 h long', tooOld: 'every shift of this roster is over', future: 'begins more than a year ahead', ambiguous: 'a team or a role, not both', unknown: 'is not in the site pack',
      },
      subject: { roster: 'Roster of {n} shifts', checkIn: '{post} check in', checkOut: '{post} check out' },
    },
  },
}
