const zh = {
  desk: {
    drills: {
      title: '演练', new: '新建演练', none: '还没有演练', choose: '选择一场演练，或新建',
      form: { name: '名称', plan: '专项预案', observers: '观察员', units: '参演队伍', departments: '参演部门', roles: '参演角色', rolesHint: '例：现场指挥×1、安全员×2' },
      script: '脚本', scriptNote: '{n} 条情况 · 时间为开始后 分:秒', add: '添加', remove: '删除', up: '上移', down: '下移',
      what: { incident: '事件', message: '导调消息', silence: '静默', note: '导演备注' },
      at: '时间', kind: '种类', severity: '程度', usual: '一般', place: '地点', degrees: '经度, 纬度（WGS-84）', placeOnMap: '在图上选点', placeHint: '点击地图放置事件', placed: '完成选点', summary: '情况', text: '内容', to: '发给', all: '全体', subject: '对象', lasts: '持续（空为到结束）', lastsShort: '持续',
      subjectOf: { unit: '队伍', platform: '视频平台', source: '数据来源', grid: '网格无线电' },
      severityOf: { slight: '轻微', moderate: '一般', severe: '较重', critical: '严重' },
      save: '保存脚本', prepare: '制定演练', import: '导入文件', export: '导出文件', unsaved: '未保存', saving: '正在保存', notSaved: '没有保存：{why}', cameOtherwise: '已按原文注入，这里的改动不能保存', restore: '恢复原文', problems: '文件有 {n} 处不对', changedField: '{field}：{reason}',
      withdraw: '撤下', withdrawSure: '再按一次撤下', start: '开始', pause: '暂停', resume: '继续', stop: '结束', stopSure: '再按一次结束', fire: '立即注入', jump: '跳至', enter: '进入演练', wall: '大屏演练视图', replay: '回放', report: '用时报告',
      state: { waiting: '未到', fired: '已注入', skipped: '已跳过' }, way: { script: '按脚本', hand: '手动', jump: '跳至' }, refused: '未能生效：{why}',
      observations: '观察记录', observe: '记一条观察', pin: '记录', noObservation: '还没有观察记录',
      sheet: '评估表', sheetNote: '{score} / {most} 分 · 未评 {unjudged} 项', source: '表式参照 AQ/T 9009-2015 附录A 与《突发事件应急演练指南》',
      col: { indicator: '指标', expected: '预期', observed: '观察', score: '得分', remark: '评语' }, judge: '评定',
      sections: { organisation: '组织与情景', command: '指挥与处置', coordination: '联动与参演', record: '观察与记录' },
      indicator: {
        injectsCame: '情况注入', observed: '观察记录', stage: '{number} {stage}', handover: '{number} 移交{to}签收', measure: '{number} {measure}', unitStamped: '{unit} 参与处置',
        departmentJoined: '{department} 联动', alarm: '告警确认：{subject} {what}', message: '导调消息回应（{to}）：{text}', carried: '上次整改：{text}',
      },
      times: '{n} 次', notYet: '未完成', met: '达标', unmet: '未达标', open: '进行中', notObservable: '记录无从判断', toJudge: '由督导评定',
      improvements: '整改项', improve: '新增整改项', owner: '责任', due: '期限', done: '已完成', finish: '完成', from: '来自 {name}', doneIn: '完成于 {name}', noImprovement: '没有整改项',
      json: '导出 JSON', print: '打印', printed: '{time} 打印', drillClock: '演练计时 {clock}', afterEnd: '演练结束后', older: '更早 {n} 场', past: '取自记录，不能再改',
    },
  },
}

const en: typeof zh = {
  desk: {
    drills: {
      title: 'Drills', new: 'New drill', none: 'No drill yet', choose: 'Choose a drill, or make a new one',
      form: { name: 'Name', plan: 'Special plan', observers: 'Observers', units: 'Teams', departments: 'Departments', roles: 'Roles', rolesHint: 'e.g. field command×1, safety×2' },
      script: 'Script', scriptNote: '{n} injects · minutes:seconds from the start', add: 'Add', remove: 'Remove', up: 'Up', down: 'Down',
      what: { incident: 'Incident', message: 'Message', silence: 'Silence', note: 'Note' },
      at: 'At', kind: 'Kind', severity: 'Severity', usual: 'usual', place: 'Place', degrees: 'longitude, latitude (WGS-84)', placeOnMap: 'Put it on the map', placeHint: 'Click where the incident is to be', placed: 'Done', summary: 'Summary', text: 'Text', to: 'To', all: 'everybody', subject: 'Subject', lasts: 'Lasts (empty: to the end)', lastsShort: 'for',
      subjectOf: { unit: 'Team', platform: 'Camera platform', source: 'Feed', grid: 'Radio of a grid' },
      severityOf: { slight: 'slight', moderate: 'moderate', severe: 'severe', critical: 'critical' },
      save: 'Save script', prepare: 'Prepare drill', import: 'Import file', export: 'Export file', unsaved: 'not saved', saving: 'saving', notSaved: 'Not saved: {why}', cameOtherwise: 'came as it was; this change cannot be saved', restore: 'Put back', problems: '{n} things wrong with the file', changedField: '{field}: {reason}',
      withdraw: 'Withdraw', withdrawSure: 'Press again to withdraw', start: 'Start', pause: 'Pause', resume: 'Go on', stop: 'Stop', stopSure: 'Press again to stop', fire: 'Inject now', jump: 'Jump to', enter: 'Into the drill', wall: 'Wall of the drill', replay: 'Replay', report: 'Timing report',
      state: { waiting: 'waiting', fired: 'came', skipped: 'passed over' }, way: { script: 'by script', hand: 'by hand', jump: 'jumped to' }, refused: 'without effect: {why}',
      observations: 'Observations', observe: 'Pin an observation', pin: 'Pin', noObservation: 'No observation yet',
      sheet: 'Score sheet', sheetNote: '{score} of {most} points · {unjudged} not judged', source: 'Form after AQ/T 9009-2015, annex A, and the national guide to drills',
      col: { indicator: 'Indicator', expected: 'Expected', observed: 'Observed', score: 'Score', remark: 'Remark' }, judge: 'Judge',
      sections: { organisation: 'Organisation', command: 'Command and handling', coordination: 'Coordination', record: 'Observation' },
      indicator: {
        injectsCame: 'Injects given', observed: 'Observations', stage: '{number} {stage}', handover: '{number} handed to {to}, acknowledged', measure: '{number} {measure}', unitStamped: '{unit} at work',
        departmentJoined: '{department} joined', alarm: 'Alarm acknowledged: {subject} {what}', message: 'Message acted on ({to}): {text}', carried: 'From last time: {text}',
      },
      times: '{n}×', notYet: 'not done', met: 'met', unmet: 'not met', open: 'open', notObservable: 'not observable', toJudge: 'to be judged',
      improvements: 'Improvements', improve: 'Add an improvement', owner: 'Owner', due: 'By', done: 'done', finish: 'Done', from: 'from {name}', doneIn: 'in {name}', noImprovement: 'No improvement',
      json: 'Export JSON', print: 'Print', printed: 'printed {time}', drillClock: 'drill clock {clock}', afterEnd: 'after the end', older: '{n} earlier', past: 'From the record, not to be changed any more',
    },
  },
}

export const DRILL_WORDS = { zh, en }
