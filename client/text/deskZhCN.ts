/** What the desk says; it comes with the desk and not with the wall. `deskEnUS.ts` has the same keys, held by `DeskMessages`. */
export const deskZhCN = {
  desk: {
    title: '{site} 指挥席',
    noName: '未指明',
    section: { title: '席位分区', incidents: '事件', modes: '模式', posts: '点位', matters: '事项', committee: '联合党委', platforms: '三个平台', operations: '城运监控', alarms: '告警', drills: '演练', accounts: '账号', audit: '审计' },
    observe: { title: '观察记录', hint: '记到演练时间线', pin: '记录' },
    queue: {
      title: '在处事件', note: '{active} 起 · 按时限', done: '已办结与已结案', doneNote: '{n} 起', search: '搜索编号、地点、种类', none: '没有符合的事件', calm: '当前无在处事件',
    },
    state: {
      reported: '已接报', responded: '已响应', dispatched: '已出动', arrived: '已到场', resolved: '已办结', closed: '已结案', cancelled: '误报撤销', merged: '已并入',
    },
    chooseOne: '请在左侧选择事件，或按 N 报事',
    reportedBy: '{time} 接报 · 来源 {source} · {by} 录入',
    handling: '第 {n} 次处置',
    lead: '由{lead}牵头',
    leads: { grid: '网格', office: '办事处指挥部', committee: '管委会', city: '市级' },
    owner: '{by}处理中',
    nobody: '无人认领',
    ownerSince: '{by}自 {time} 处理',
    viewers: { who: '{id}（{role}）', and: '、', looking: '也在查看：{who}' },
    roles: { operator: '值班员', leader: '值班长', supervisor: '督导', administrator: '管理员', auditor: '审计', field: '现场' },
    stamps: { title: '环节打点', as: '打点单位', stamped: '{time} {by}', first: '首个 {time}', skip: '还没有{stages}。再按一次，确认直接打{stage}' },
    units: { title: '到场力量与各自打点', none: '还没有单位打点', first: '首', took: '用时 {duration}', unit: '单位' },
    timeline: { title: '经过', note: '{n} 条 · 全景所知，记录暂取不到', recorded: '{n} 条 · 取自记录', struck: '已撤销' },
    notes: { title: '备注', none: '暂无备注' },
    map: { title: '地图', pick: '点击地图报事 · 拖动平移，滚轮缩放', focus: '地图：方向键平移，加减键缩放，0 复原' },
    nearby: {
      teams: '最近空闲队伍', cameras: '最近可用摄像头', metres: '{m} 米', more: '另有 {n}', noTeams: '没有空闲队伍', noCameras: '附近没有可用摄像头', unlocated: '{n} 支空闲队伍从未上报位置', passed: '更近但不可用或状态未知 {n} 个',
      resources: '最近公共资源', noResources: '没有这类资源', anyKind: '全部种类', wanted: '预案所需', resource: { hydrant: '消火栓', fireStation: '微型消防站', aed: 'AED', firstAid: '医疗急救点', shelter: '避难场所', parking: '停车场', boat: '救生艇', lifebuoy: '救生圈', barriers: '护栏', supplies: '应急物资' },
      fresh: '位置新鲜', late: '位置迟报', lost: '失联 {age}',
    },
    report: {
      title: '报事', gestures: '点地图或输入地点 → 选种类 → 发送', place: '地点', placeHint: '输入点位、网格、打卡点或摄像头名称', at: '已定位 {place}', noPlace: '还没有位置', kind: '种类', summary: '情况（可不填，不填即写种类）', send: '发送', pickedOnMap: '地图选点', outside: '位置在辖区外', noKind: '请选种类',
    },
    action: {
      note: '备注', level: '调级', decide: '升级研判', acknowledge: '签收移交', take: '认领', leave: '放下', close: '结案', cancel: '误报撤销', merge: '并入', reopen: '重开', correct: '更正打点', withdraw: '撤销打点', department: '部门联动', measure: '措施已办',
    },
    field: {
      text: '内容', reason: '理由', note: '说明（可不填）', level: '等级', accept: '意见', into: '并入事件', department: '部门', stamp: '哪次打点', at: '更正为（时:分:秒）', measure: '措施', needed: '必填', badTime: '请按 时:分:秒 填写',
    },
    accept: { yes: '同意升级', no: '不升级' },
    measure: { fieldCommand: '现场指挥部', assessment: '研判评估', cityReport: '上报市里' },
    aim: {
      owner: '现由{by}处理（自 {time}），确认接手？', takeOver: '接手', left: '{by}已放下，请关闭后再认领', risen: '此建议已升至{to}，请关闭后重新研判',
      declined: '已定：不升级', handedOver: '已定：移交{to}，待签收', acknowledged: '已定：移交{to}，已签收', superseded: '已由更高一级移交取代', lapsed: '此建议已失效',
    },
    proposal: '建议升级至{to}：{why}',
    why: { level: '等级 {level}', limitMissed: '{stage}超时' },
    handover: '已移交{to}，待签收 {left}',
    handoverLate: '已移交{to}，签收超时 {left}',
    calledFor: '等级要求：{measure}',
    fact: {
      reported: '接报 · 来源 {source}',
      stamped: '{stage} 打点 · {unit}',
      stampedJoint: '{stage} 打点 · {unit} · 联动 {department}',
      corrected: '{stage} 打点更正，原为 {old}',
      correctedTo: '{stage} 打点更正 {old} → {now}',
      levelChanged: '等级 {from} → {level}',
      left: '放下',
      withdrawn: '{stage} 打点撤销，原为 {old}',
      limitMissed: '{stage}超时',
      departmentJoined: '{department} 加入联动',
      note: '备注',
      proposed: '建议升级至{lead}',
      declined: '不升级',
      handedOver: '移交{lead}',
      acknowledged: '{lead}已签收',
      handoverMissed: '移交签收超时',
      measureCalled: '等级要求 {measure}',
      measureTaken: '{measure} 已办',
      taken: '认领',
      reopened: '重开，第 {n} 次处置',
      closed: '结案',
      cancelled: '误报撤销',
      merged: '并入 {into}',
      absorbed: '{into} 并入本事件',
    },
    by: { headquarters: '指挥部', system: '系统', desk: '指挥席', unknown: '未记' },
    command: {
      title: '指令', sending: '发送中', sendingAgain: '第 {n} 次发送', journaled: '已记录 #{seq}', refused: '被拒：{why}', refusedField: '字段 {field}', unanswered: '未得回答，链路恢复后自动再发', again: '再发', none: '还没有发出指令',
      first: '先到者 {by}，{time}', codes: { journalUnavailable: '记录库不可写', noSuchRoute: '服务器没有这一指令', foreignOrigin: '来源不符', serverError: '服务器出错', notSignedIn: '没有登录或已退出，登录后再发', notAllowed: '本席位无此权限', refused: '不予受理' },
    },
    blocked: {
      connecting: '正在连接，指令发不出', stale: '数据已停，指令发不出；恢复后再按', outdated: '页面版本过旧，请刷新后再发指令', journal: '记录库不可写，指令无法保存', noIncident: '没有选中事件', alreadyPressed: '正在发送', nothing: '没有可研判的升级建议', noHandover: '没有待签收的移交', noMeasure: '没有待办措施', noStamp: '没有可更正的打点', noOther: '没有可并入的事件', noDepartment: '部门都已加入', notAllowed: '本席位无此权限',
    },
    send: '发送',
    cancel: '取消',
    keys: {
      title: '键盘', hint: '按 ? 看全部按键', next: '下一起事件', previous: '上一起事件', nextSection: '下一分区', previousSection: '上一分区', report: '报事', zoomIn: '地图放大', zoomOut: '地图缩小', zoomReset: '地图复原', search: '搜索', help: '按键表', leave: '关闭、离开输入', language: '切换语言', unit: '选打点单位', startPlan: '启动预案',
      stamp: '{stage}打点',
    },
  },
}

/** The same keys in every language. */
export type DeskMessages = Words<typeof deskZhCN>
type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> }
