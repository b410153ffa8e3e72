/** What the section of the joint committee says in both languages; names of kinds, states and fields come with their tables. */
const zh = {
  desk: {
    committee: {
      title: '联合党委', note: '党员 {members} 人 · 指导员 {instructors} 人', branches: '网格党支部', branch: '支部', grid: '网格', members: '党员', instructors: '指导员',
      units: '成员单位', deputy: '副书记单位 {n} 个', member: '委员单位 {n} 个', assumed: '其中 {n} 个名称待定', none: '站点包未给出联合党委',
      evaluation: '考核评议', month: '月', quarter: '季', year: '年', earlier: '上一期', later: '下一期', reload: '刷新', export: '导出 CSV', loading: '读取中', failed: '未能读取（{code}）',
      rank: '名次', unit: '单位', score: '总分', keyWork: '重点工作', participation: '参与配合', attendance: '会议出席', notInvited: '本期未受邀参会，不排名', nothingCounted: '本期无计入事项，不排名', noMeeting: '本期没有召开会议，按其余部分排名', noPart: '—',
      rule: '计分规则：重点工作 {keyWork}、参与配合 {participation}、会议出席 {attendance}；逾期完成计 {latePercent}%，验收前计 0；参与以本期最多者为满分；无记录不计权。',
      tell: '通报各单位', told: '已通报 {number} · {time}', acknowledged: '已签收 {n}/{all}', waiting: '未签收：{units}', notTold: '本期未通报', notOver: '本期未结束，结束后可通报',
      open: '展开依据', close: '收起依据', item: '{part} · {number}', counts: '计 {gained}/{possible}', leftOut: '不计', facts: '记录 {seqs}', nothing: '本期没有相关事项', asOf: '截至 {time}，记录第 {seq} 条', demo: '模拟数据',
      verdict: {
        onTime: '按期完成', late: '逾期完成', notDone: '到期未完成', lateAwaitsAcceptance: '逾期待验收', taken: '已认定', attended: '到会', absent: '缺席', notDue: '未到期', awaitsAcceptance: '待验收',
        cancelled: '已取消', awaitsConfirmation: '待认定', struck: '不予认定', recordedTwice: '重复登记，已计一次', notHeld: '未召开',
      },
    },
  },
}
const en: typeof zh = {
  desk: {
    committee: {
      title: 'Joint committee', note: '{members} members · {instructors} instructors', branches: 'Branches of the grids', branch: 'Branch', grid: 'Grid', members: 'Members', instructors: 'Instructors',
      units: 'Units', deputy: '{n} deputy units', member: '{n} member units', assumed: '{n} of them to be named', none: 'The site pack has no joint committee',
      evaluation: 'Evaluation', month: 'Month', quarter: 'Quarter', year: 'Year', earlier: 'Earlier', later: 'Later', reload: 'Again', export: 'Export CSV', loading: 'Reading', failed: 'Could not be read ({code})',
      rank: 'Rank', unit: 'Unit', score: 'Score', keyWork: 'Key work', participation: 'Participation', attendance: 'Attendance', notInvited: 'not invited in this period, not ranked', nothingCounted: 'nothing counted in this period, not ranked', noMeeting: 'no meeting was held in this period: ranked by the remaining parts', noPart: '—',
      rule: 'Rule: key work {keyWork}, participation {participation}, attendance {attendance}; finished late counts {latePercent} %, nothing until accepted; of participation the most of this period is full; a part without records does not weigh.',
      tell: 'Tell the units', told: 'Told {number} · {time}', acknowledged: '{n} of {all} acknowledged', waiting: 'not yet: {units}', notTold: 'This period was not told', notOver: 'This period is told once it is over',
      open: 'Show what it rests on', close: 'Hide what it rests on', item: '{part} · {number}', counts: 'counts {gained} of {possible}', leftOut: 'does not count', facts: 'facts {seqs}', nothing: 'Nothing in this period',
      asOf: 'As of {time}, fact {seq} of the record', demo: 'Simulated data',
      verdict: {
        onTime: 'on time', late: 'late', notDone: 'not done by its time', lateAwaitsAcceptance: 'late, awaits acceptance', taken: 'counted', attended: 'came', absent: 'did not come', notDue: 'not due yet', awaitsAcceptance: 'awaits acceptance',
        cancelled: 'cancelled', awaitsConfirmation: 'awaits confirmation', struck: 'struck', recordedTwice: 'recorded twice, counted once', notHeld: 'not held yet',
      },
    },
  },
}
export const committeeWords = { zh, en }
