/** Words of the timing tab, in both languages. */
export const timingZhCN = {
  timing: {
    space: '空间', spaces: { live: '实战', drills: '全部演练（逐次）', drill: '演练 {name}', import: '导入 {name}' },
    stretch: '时段', from: '起', to: '止', last: { day: '近1天', week: '近7天', month: '近30天', all: '全部' },
    by: '分组', dimension: {
      all: '不分组', grid: '网格', team: '队伍', kind: '类型', plan: '专项预案', level: '等级', mode: '模式', hour: '时刻', day: '逐日', week: '逐周', space: '空间',
    },
    total: '全部', none: '未说明', handlings: '处置数',
    title: { total: '四环节', groups: '{stage} · 按{by}', distribution: '{stage}用时分布', trend: '{stage}趋势', behind: '数字背后的事件' },
    column: {
      stage: '环节', key: '分组', limit: '限', n: '计入', met: '达标', late: '迟', missed: '超时', open: '限内', excluded: '未计入', within: '限内占比', median: '中位',
      p90: '九成位', corrected: '更正', number: '编号', reported: '接报', outcome: '结果', notes: '备注',
    },
    outcome: {
      met: '达标', late: '迟', missed: '超时', open: '限内', unrecorded: '未记录', invalid: '时间有误', cancelled: '误报', merged: '并入', faulty: '记录不可用', unmapped: '无此列',
    },
    beforeCorrection: '更正前 {median} / {p90}', originally: '原 {figure}', drillClock: '演练计时 {clock}', withdrawn: '撤回 {n}',
    teamNote: '一次处置计入每支参与的队伍', undated: '{n} 条无可读接报时刻，不在任何时段', noData: '此时段没有处置记录',
    axis: '用时占时限的份额 %', beyond: '>200',
    showing: '{from}–{to} / 共 {n} 起', more: '后一页', earlier: '前一页', close: '关闭', replay: '回放',
    failed: '读取失败：{reason}', loading: '正在统计…',
    export: { print: '打印报告', csv: '记录 CSV', figures: '数字 CSV', xlsx: 'Excel', json: '事实 JSON' },
    mark: { drill: '演练', import: '导入数据' },
    report: {
      title: '环节用时报告', made: '{time} 制', rule: '计入 n = 达标 + 迟 + 超时；中位与九成位取最近秩，只算已打点的；仍在限内的不计入。',
      record: '{chain}记录至第 {seq} 条，散列 {hash}。', journal: '事实', told: '{space}共 {n} 条', and: '、',
    },
    imported: '导入 {file}，{rows} 行：', rows: { all: '记录 {n}', counted: '计入 {n}', faulty: '整条不用 {n}', undated: '其中无接报时刻 {n}', cancelled: '误报 {n}' },
    rowsOf: { all: '全部记录', counted: '计入', faulty: '整条不用', undated: '无可读接报时刻', cancelled: '误报' },
  },
}

export const timingEnUS: typeof timingZhCN = {
  timing: {
    space: 'Space', spaces: { live: 'Live', drills: 'All drills, one by one', drill: 'Drill {name}', import: 'Import {name}' },
    stretch: 'Stretch', from: 'From', to: 'To', last: { day: '1 day', week: '7 days', month: '30 days', all: 'All' },
    by: 'By', dimension: {
      all: 'none', grid: 'grid', team: 'team', kind: 'kind', plan: 'special plan', level: 'level', mode: 'mode', hour: 'hour', day: 'day', week: 'week', space: 'space',
    },
    total: 'All', none: 'not said', handlings: 'Handlings',
    title: { total: 'Four stages', groups: '{stage} by {by}', distribution: '{stage}: distribution', trend: '{stage}: trend', behind: 'Incidents behind the figure' },
    column: {
      stage: 'Stage', key: 'Group', limit: 'Limit', n: 'n', met: 'Met', late: 'Late', missed: 'Missed', open: 'Open', excluded: 'Left out', within: 'Within', median: 'Median',
      p90: '90th', corrected: 'Corrected', number: 'Number', reported: 'Reported', outcome: 'Outcome', notes: 'Notes',
    },
    outcome: {
      met: 'met', late: 'late', missed: 'missed', open: 'open', unrecorded: 'no record', invalid: 'bad time', cancelled: 'false alarm', merged: 'merged', faulty: 'unusable', unmapped: 'no column',
    },
    beforeCorrection: 'before corrections {median} / {p90}', originally: 'was {figure}', drillClock: 'drill clock {clock}', withdrawn: '{n} withdrawn',
    teamNote: 'A handling counts for each team that took part', undated: '{n} without a readable report, in no stretch', noData: 'No handling in this stretch',
    axis: 'Time taken, % of the limit', beyond: '>200',
    showing: '{from}–{to} of {n}', more: 'Next', earlier: 'Previous', close: 'Close', replay: 'Replay',
    failed: 'Could not be read: {reason}', loading: 'Counting…',
    export: { print: 'Print report', csv: 'Records CSV', figures: 'Figures CSV', xlsx: 'Excel', json: 'Facts JSON' },
    mark: { drill: 'DRILL', import: 'IMPORTED' },
    report: {
      title: 'Stage timing report', made: 'Made {time}', rule: 'n = met + late + missed; median and 90th percentile by nearest rank over stamped ones; those still within their limit are not counted.',
      record: '{chain}: up to fact {seq}, hash {hash}.', journal: 'Record', told: '{space} has {n} facts', and: ', ',
    },
    imported: 'Import {file}, {rows} rows:', rows: { all: '{n} records', counted: '{n} count', faulty: '{n} unusable', undated: '{n} of them without a report', cancelled: '{n} false alarms' },
    rowsOf: { all: 'all records', counted: 'counted', faulty: 'unusable', undated: 'without a readable report', cancelled: 'false alarms' },
  },
}
