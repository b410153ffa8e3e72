/** What the section of matters says in both languages; names of kinds, states, fields and commands come with their tables. */
const zh = {
  desk: {
    matters: {
      title: '事项', note: '{n} 项在办', all: '全部种类', anyState: '全部状态', kind: '种类', state: '状态', calm: '没有在办事项', none: '没有符合的事项',
      chooseOne: '请在左侧选择事项，或登记新的', left: '剩 {time}', late: '超 {time}', ended: '已结束', noLimit: '无时限', age: '已历 {time}',
      overdues: '超时 {n} 次', fields: '登记内容', steps: '步骤', history: '经过', headquarters: '指挥部', dueAt: '{time} 前', noDue: '无时限',
      tick: '完成', answer: '填写意见', unanswered: '未答复', takeBack: '撤回', ticked: '{time} {by}完成', onBehalf: '{time} {by}代{department}报完成', notYours: '由{department}完成',
      amend: '更正', noCommand: '当前没有可执行的操作', reason: '原因', needed: '必填', pick: '在地图上点选，或填“纬度, 经度”', when: '年-月-日 时:分，如 2026-11-24 18:30',
      over: { closed: '所属事件已办结。', cancelled: '所属事件已按误报取消。', merged: '所属事件已并入另一事件。', left: '所属事件已不在全景中。' }, proposedEnd: '建议：{command}', incidentOver: '事件已结束',
      lines: '每行一项', command: '联合指挥到场', here: '{time} 到场', notHere: '未到场', checkIn: '到场', checkOut: '离场', area: '区域{n}', areas: '在地图上点选逐个添加；每行：名称 纬度, 经度 半径（米）', send: '提交',
      act: {
        opened: '登记', moved: '操作', amended: '更正', ticked: '步骤完成', stepReopened: '撤回步骤', overdue: '状态超时', stepOverdue: '步骤超时',
      },
    },
  },
}
const en: typeof zh = {
  desk: {
    matters: {
      title: 'Matters', note: '{n} running', all: 'All kinds', anyState: 'Any state', kind: 'Kind', state: 'State', calm: 'Nothing is running', none: 'None fits',
      chooseOne: 'Choose one on the left, or record a new one', left: '{time} left', late: '{time} over', ended: 'Ended', noLimit: 'No limit', age: '{time} old',
      overdues: '{n} limits passed', fields: 'What was filled in', steps: 'Steps', history: 'History', headquarters: 'Headquarters', dueAt: 'by {time}', noDue: 'no limit',
      tick: 'Done', answer: 'Say', unanswered: 'not answered', takeBack: 'Take back', ticked: 'done {time} by {by}', onBehalf: 'done {time}, {by} for {department}', notYours: 'done by {department}',
      amend: 'Correct', noCommand: 'Nothing can be done now', reason: 'Reason', needed: 'needed', pick: 'Click the map, or type latitude, longitude', when: 'Year-month-day hour:minute, as 2026-11-24 18:30',
      over: { closed: 'Its incident is closed.', cancelled: 'Its incident was cancelled as a false alarm.', merged: 'Its incident was merged into another.', left: 'Its incident has left the board.' }, proposedEnd: 'Proposed: {command}', incidentOver: 'incident over',
      lines: 'One a line', command: 'Joint command: who is present', here: 'present since {time}', notHere: 'not present', checkIn: 'Check in', checkOut: 'Check out', area: 'Area {n}', areas: 'Click the map to add one; a line each: name latitude, longitude radius (m)', send: 'Send',
      act: {
        opened: 'Recorded', moved: 'Moved', amended: 'Corrected', ticked: 'Step done', stepReopened: 'Step taken back', overdue: 'State overdue', stepOverdue: 'Step overdue',
      },
    },
  },
}
export const matterWords = { zh, en }
