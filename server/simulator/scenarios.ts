import type { IncidentKind, Level } from '../../shared/incident/kinds.ts'
import type { CameraKind } from '../../shared/site/types.ts'
import type { Chance } from './chance.ts'

/** One way in which an incident of a kind begins. Invented, without names or numbers of anybody (PRIVACY-1). */
export interface Scenario {
  readonly kind: IncidentKind
  readonly summary: string
  /** Kinds of camera it happens in view of. */
  readonly near: readonly CameraKind[]
  /** Graver or lighter than the kind's default. */
  readonly level?: Level
}

/** ASSUMPTION: how often the eight plan kinds come, as weights. */
const WEIGHTS: Readonly<Partial<Record<IncidentKind, number>>> = {
  trafficJam: 26,
  abnormalGathering: 18,
  publicHealth: 15,
  stability: 13,
  fire: 11,
  drowning: 8,
  flood: 6,
  counterTerror: 3,
}

export const SCENARIOS: readonly Scenario[] = [
  { kind: 'trafficJam', summary: '两车剐蹭占用一条车道，后方车辆排队缓行', near: ['crossing', 'road'] },
  { kind: 'trafficJam', summary: '路口信号灯故障，各方向车辆交织拥堵', near: ['crossing'], level: 'III' },
  { kind: 'trafficJam', summary: '网约车集中上下客，占道停车导致通行缓慢', near: ['road', 'entrance'] },
  { kind: 'trafficJam', summary: '车辆抛锚停在行车道，请求清障', near: ['road'] },
  { kind: 'abnormalGathering', summary: '广场短时间人员大量聚集，需现场疏导', near: ['plaza'] },
  { kind: 'abnormalGathering', summary: '展会散场人流集中，出口出现拥挤', near: ['entrance', 'plaza'] },
  { kind: 'abnormalGathering', summary: '网红直播引发围观，人行通道受阻', near: ['plaza', 'waterside'], level: 'IV' },
  { kind: 'abnormalGathering', summary: '地铁口客流持续积压，请求增援引导', near: ['entrance', 'crossing'] },
  { kind: 'publicHealth', summary: '游客突感不适倒地，已呼叫急救', near: ['plaza', 'waterside'] },
  { kind: 'publicHealth', summary: '多名就餐人员反映肠胃不适', near: ['entrance'] },
  { kind: 'publicHealth', summary: '户外活动人员疑似中暑，需送医', near: ['plaza', 'road'], level: 'IV' },
  { kind: 'stability', summary: '商户与顾客纠纷升级，围观人员增多', near: ['entrance', 'plaza'], level: 'IV' },
  { kind: 'stability', summary: '楼宇大厅人员集体反映诉求，秩序基本可控', near: ['entrance'] },
  { kind: 'stability', summary: '停车收费引发争执，堵塞车库出入口', near: ['entrance', 'road'], level: 'IV' },
  { kind: 'fire', summary: '垃圾桶冒烟起火，火势较小', near: ['road', 'plaza'], level: 'IV' },
  { kind: 'fire', summary: '楼宇餐饮烟道冒烟，消防主机报警', near: ['entrance'] },
  { kind: 'fire', summary: '电动车停放处冒烟，有人使用灭火器处置', near: ['entrance', 'road'] },
  { kind: 'fire', summary: '高层办公楼设备间起火，正在组织疏散', near: ['entrance'], level: 'II' },
  { kind: 'drowning', summary: '湖边有人翻越护栏戏水，存在溺水风险', near: ['waterside'] },
  { kind: 'drowning', summary: '运河步道有人失足落水，已抛救生圈', near: ['waterside'], level: 'II' },
  { kind: 'drowning', summary: '儿童在亲水平台无人看护，请求劝离', near: ['waterside'], level: 'IV' },
  { kind: 'flood', summary: '短时强降雨，路口积水影响通行', near: ['crossing', 'road'] },
  { kind: 'flood', summary: '地下车库入口雨水倒灌，需沙袋和水泵', near: ['entrance'] },
  { kind: 'flood', summary: '湖面水位上涨漫上亲水步道', near: ['waterside'] },
  { kind: 'counterTerror', summary: '发现无人认领可疑包裹，已设警戒', near: ['entrance', 'plaza'] },
  { kind: 'counterTerror', summary: '安检发现可疑物品，人员已暂留核查', near: ['entrance'], level: 'III' },
]

/** How many incidents pass before the same words come again, and before the same kind does. */
export const WORDS_APART = 8
const KINDS_APART = 2

/** Draws a scenario unlike the `recent` ones, which are in order, newest last; of those that fit, if any. */
export function drawScenario(chance: Chance, recent: readonly Scenario[], fits: (scenario: Scenario) => boolean = () => true): Scenario {
  const recentKinds = recent.slice(-KINDS_APART).map(({ kind }) => kind)
  const unlike = SCENARIOS.filter((each) => !recent.slice(-WORDS_APART).includes(each) && !recentKinds.includes(each.kind))
  const fitting = unlike.filter(fits)
  const fresh = fitting.length > 0 ? fitting : unlike
  const weights = fresh.map(({ kind }) => (WEIGHTS[kind] ?? 0) / SCENARIOS.filter((each) => each.kind === kind).length)
  let left = chance.next() * weights.reduce((sum, weight) => sum + weight, 0)
  const scenario = fresh.find((_, i) => (left -= weights[i] ?? 0) < 0)
  if (scenario === undefined) throw new Error('no scenario is left to draw')
  return scenario
}
