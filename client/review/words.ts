import { factTypesEn, factTypesZh } from './factTypes.ts'

const zh = {
  review: {
    title: '回放',
    notLive: '回放 REPLAY · 不是实时画面，不能下达任何指令',
    from: '起', to: '止', show: '打开', beside: '对比起点', besideOff: '取消对比', lastHour: '最近一小时', incident: '事件', noIncident: '选择事件…', inStretch: '本段时间内', newest: '近期',
    space: '回放', live: '实况记录', drillOf: '演练 {name} {time}', besideSpace: '对比', alone: '不对比', listFailed: '清单未能读取', report: '打印用时报告',
    jump: '跳到', jumpHint: '年-月-日 时:分:秒，回车', wrongMoment: '时间写法应为 年-月-日 时:分:秒', outside: '不在起止之间',
    play: '播放', pause: '暂停', stepOn: '下一条', stepBack: '上一条', rate: '{n} 倍', link: '复制此刻链接', linkCopied: '链接已复制',
    waiting: '正在读取…', jumpTook: '跳转 {ms} 毫秒', facts: '{n} 条事实',
    factPlace: '第 {place}/{n} 条', happened: '发生 {time}', recorded: '记录 {time}', noFact: '此前无事实',
    timeLine: '时间轴', marks: { thinned: '历史已稀疏：每 {s} 秒一条', unkept: '无历史', silent: '中断', scripted: '按演练脚本中断' },
    of: { positions: '全部队伍', cameras: '全部摄像头', unit: '队伍 {id}', platform: '视频平台 {id}', grid: '网格 {id} 无线电', source: '数据源 {id}' }, positionsRow: '位置', camerasRow: '视频',
    noMarks: '历史完整', keys: '空格 播放/暂停 · , . 逐条 · - = 倍速 · ← → 秒 · ⇧← ⇧→ 分 · G 跳转 · L 语言',
    failed: {
      away: '服务器没有应答', notAllowed: '本席位无权回看', notSignedIn: '请先登录', reversed: '止须晚于起', tooLong: '一次最多回看 48 小时', future: '这一时刻还没有到',
      unknown: '没有这条记录', other: '读取失败（{code}）',
    },
    type: factTypesZh,
  },
}

const en: typeof zh = {
  review: {
    title: 'Replay',
    notLive: 'REPLAY · not live; no command can be given',
    from: 'From', to: 'To', show: 'Open', beside: 'Compare from', besideOff: 'One alone', lastHour: 'Last hour', incident: 'Incident', noIncident: 'Choose an incident…', inStretch: 'In this stretch', newest: 'Newest',
    space: 'Replay', live: 'The real thing', drillOf: 'Drill {name} {time}', besideSpace: 'Beside', alone: 'nothing', listFailed: 'The lists could not be read', report: 'Print the timing report',
    jump: 'Jump to', jumpHint: 'YYYY-MM-DD HH:mm:ss, Enter', wrongMoment: 'A moment is written YYYY-MM-DD HH:mm:ss', outside: 'Not between From and To',
    play: 'Play', pause: 'Pause', stepOn: 'Next fact', stepBack: 'Fact before', rate: '{n}×', link: 'Copy link to this moment', linkCopied: 'Link copied',
    waiting: 'Reading…', jumpTook: 'Jump {ms} ms', facts: '{n} facts',
    factPlace: 'Fact {place} of {n}', happened: 'happened {time}', recorded: 'recorded {time}', noFact: 'No fact before',
    timeLine: 'Time line', marks: { thinned: 'History thinned: one each {s} s', unkept: 'No history', silent: 'Silent', scripted: 'silent by the drill\'s script' },
    of: { positions: 'all teams', cameras: 'all cameras', unit: 'team {id}', platform: 'platform {id}', grid: 'radio of grid {id}', source: 'feed {id}' }, positionsRow: 'Positions', camerasRow: 'Video',
    noMarks: 'History is whole', keys: 'Space play/pause · , . fact by fact · - = speed · ← → seconds · ⇧← ⇧→ minutes · G jump · L language',
    failed: {
      away: 'The server does not answer', notAllowed: 'This account may not review', notSignedIn: 'Sign in first', reversed: 'To must lie after from', tooLong: 'At most 48 hours at once', future: 'That moment has not come yet',
      unknown: 'Not in the record', other: 'Could not be read ({code})',
    },
    type: factTypesEn,
  },
}

export const reviewZhCN = zh
export const reviewEnUS = en
