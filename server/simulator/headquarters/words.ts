/** What the simulated headquarters says. Invented, without names or numbers of anybody (PRIVACY-1). */

export interface HazardWords { readonly summary: string; readonly risk: string; readonly department: string; readonly done: string }

export const HAZARDS: readonly HazardWords[] = [
  { summary: '湖岸护栏松动', risk: 'water', department: 'waterAffairs', done: '已加固护栏并复紧螺栓' },
  { summary: '亲水平台救生圈缺失', risk: 'water', department: 'waterAffairs', done: '已补齐救生圈' },
  { summary: '疏散通道堆放杂物', risk: 'fire', department: 'fireRescue', done: '杂物已清空，通道畅通' },
  { summary: '电动车违规充电', risk: 'fire', department: 'fireRescue', done: '已移至集中充电处' },
  { summary: '灭火器压力不足', risk: 'fire', department: 'fireRescue', done: '已更换并登记' },
  { summary: '路口护栏倒伏', risk: 'traffic', department: 'trafficPolice', done: '护栏已扶正' },
  { summary: '标线磨损看不清', risk: 'traffic', department: 'trafficPolice', done: '已重新施划' },
  { summary: '非机动车占用人行道', risk: 'traffic', department: 'lawEnforcement', done: '已清理并设禁停标识' },
  { summary: '井盖松动有响声', risk: 'facility', department: 'urbanManagement', done: '已更换井盖' },
  { summary: '路灯连片不亮', risk: 'facility', department: 'urbanManagement', done: '线路已修复' },
  { summary: '广场地砖翘起', risk: 'facility', department: 'urbanManagement', done: '地砖已重铺' },
  { summary: '出入口排队易拥挤', risk: 'crowd', department: 'police', done: '已加设导流护栏' },
  { summary: '临时舞台边缘无围挡', risk: 'crowd', department: 'police', done: '围挡已设置' },
]

export interface RequestWords { readonly topic: string; readonly summary: string; readonly department: string; readonly answer: string }

export const REQUESTS: readonly RequestWords[] = [
  { topic: 'policy', summary: '咨询楼宇经济扶持政策', department: 'urbanManagement', answer: '已送政策汇编并当面讲解' },
  { topic: 'policy', summary: '咨询人才公寓申请条件', department: 'urbanManagement', answer: '已说明条件与申请途径' },
  { topic: 'premises', summary: '楼宇电梯高峰等候过久', department: 'urbanManagement', answer: '物业已调整分层停靠' },
  { topic: 'premises', summary: '申请增设访客临时车位', department: 'trafficPolice', answer: '已划出限时车位' },
  { topic: 'permits', summary: '户外展示审批流程咨询', department: 'lawEnforcement', answer: '已一次告知所需材料' },
  { topic: 'recruitment', summary: '请求协助举办专场招聘', department: 'urbanManagement', answer: '已排入联盟招聘会' },
  { topic: 'security', summary: '夜间停车场请求加强巡查', department: 'police', answer: '已纳入夜间巡查路线' },
  { topic: 'security', summary: '门前聚集影响营业', department: 'police', answer: '已到场劝离并加密巡查' },
  { topic: 'utilities', summary: '楼层通信信号弱', department: 'urbanManagement', answer: '运营商已加装室分' },
  { topic: 'utilities', summary: '空调用水压力不足', department: 'waterAffairs', answer: '已检修泵房' },
]

export const TRAININGS: readonly (readonly [topic: string, audience: string])[] = [
  ['防溺水救援要领', 'gridWorkers'], ['人群疏导与对讲用语', 'guards'], ['初起火灾处置', 'property'], ['反诈宣传要点', 'gridWorkers'], ['现场急救与AED使用', 'police'],
]
export const AREA_PATROLS: readonly string[] = ['湖岸线巡查', '楼宇消防通道巡查', '沿街秩序巡查', '地铁口周边巡查', '夜间亮化与设施巡查']
export const DRILLS: readonly string[] = ['大客流疏散综合演练', '水域救援综合演练', '高层楼宇火灾综合演练', '反恐处突综合演练']

export const EVENTS: readonly (readonly [name: string, organiser: string])[] = [
  ['湖畔音乐会', 'company'], ['城市夜跑', 'association'], ['数字产业展', 'venue'], ['非遗文化市集', 'government'], ['灯光主题展演', 'government'],
]
export const DEPUTIES: readonly string[] = ['公安副指挥长', '交警副指挥长', '属地副指挥长']

export const MEETINGS: readonly (readonly [subject: string, kind: string])[] = [
  ['网格联勤工作推进', 'committeeOffice'], ['季度联席会议', 'jointCommittee'], ['湖岸安全专题会商', 'singleTopic'], ['节假日三保会商', 'holiday'], ['重大活动保障会商', 'event'],
]
export const DECISIONS: readonly string[] = ['湖岸护栏统一排查更换', '联勤巡查加密到夜间时段', '建立联盟企业诉求周清单', '楼宇消防通道联合整治', '共享停车资源错峰开放']
export const CO_BUILDING: readonly (readonly [title: string, aim: string])[] = [
  ['共建湖畔志愿服务岗', 'services'], ['共建楼宇党群服务角', 'development'], ['共建夜间护航小队', 'governance'], ['共办湖畔文化周', 'activities'], ['共创湖岸美丽花境', 'beauty'],
]
export const ACTIVITIES: readonly (readonly [about: string, activity: string])[] = [
  ['湖岸联合巡查', 'areaPatrol'], ['水域救援联合演练', 'drill'], ['湖畔音乐会保障', 'eventSupport'], ['志愿清洁行动', 'other'],
]
