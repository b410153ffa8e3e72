const zh = {
  desk: {
    outages: {
      title: '历史中断', day: '近 24 小时', week: '近 7 天', asOf: '截至第 {seq} 号记录', lost: '平台失联', longest: '最长', total: '合计', cameras: '摄像头离线',
      none: '–', thinned: '早于 {time} 的摄像头时长精确到 {every}', demo: '含模拟数据', failed: '取不到：{code}', reload: '重试', loading: '正在计算',
      now: '当前中断', nowNote: '平台 {platforms} 个 · 摄像头 {cameras} 路', nothing: '没有平台或摄像头中断', since: '自', length: '已中断', wholePlatform: '整个平台，{n} 路', atLeast: '至少 {time}', more: '另有 {n} 路', camera: '摄像头', camerasOut: '{n} 路', longestOf: '最长 {time}',
    },
  },
}
const en: typeof zh = {
  desk: {
    outages: {
      title: 'Past outages', day: 'Last 24 h', week: 'Last 7 days', asOf: 'up to fact {seq}', lost: 'Platform lost', longest: 'Longest', total: 'Total', cameras: 'Cameras out',
      none: '–', thinned: 'Before {time} cameras are known to within {every}', demo: 'with simulated data', failed: 'Not available: {code}', reload: 'Again', loading: 'Working it out',
      now: 'Out now', nowNote: '{platforms} platforms · {cameras} cameras', nothing: 'No platform and no camera is out', since: 'since', length: 'for', wholePlatform: 'the whole platform, {n}', atLeast: 'at least {time}', more: '{n} more', camera: 'Camera', camerasOut: '{n} cameras', longestOf: 'longest {time}',
    },
  },
}
export const operationsWords = { zh, en }
