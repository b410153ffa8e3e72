import type { ResourceKind, Text } from '../../shared/site/types.ts'

/** Which of a `Text` is shown; the page's locale is `zh-CN` or `en-US`. */
export type Language = keyof Text

export function languageOf(locale: string): Language {
  return locale.startsWith('zh') ? 'zh' : 'en'
}

/** What the map draws of an event, as far as its legend tells it apart. */
export const GATHERING_LOOKS = ['zone', 'filling', 'over', 'difficult', 'deployed'] as const
export type GatheringLook = (typeof GATHERING_LOOKS)[number]

export interface Words {
  readonly schematic: string
  readonly tiles: string
  readonly north: string
  readonly drawing: string
  readonly missing: string
  readonly rebuilding: string
  readonly noBasemap: string
  readonly demo: string
  readonly cameras: string
  readonly cameraStates: Readonly<Record<'offline' | 'fault' | 'maintenance' | 'unknown', string>>
  /** Of the legend: what is numbered, and what resources and schemes look like. */
  readonly teams: string
  readonly posts: string
  readonly resources: string
  readonly resourceKinds: Readonly<Record<ResourceKind, string>>
  /** What is drawn of an event: where crowds are counted, by their load, difficult areas and the deployment. */
  readonly gathering: Readonly<Record<GatheringLook, string>>
  readonly closedRoad: string
  readonly oneWayWalk: string
  readonly gate: string
  /** `count` incidents are being handled in a grid, none beyond its limit. */
  readonly load: (count: number) => string
  /** All `count` incidents being handled in a grid are beyond their limits. */
  readonly overdue: (count: number) => string
  /** Of `count` incidents being handled in a grid, `overdue` are. */
  readonly someOverdue: (count: number, overdue: number) => string
  /** Where somebody of that name is to stand by the deployment, wherever they are. */
  readonly position: (name: string) => string
  /** A team not heard of for so long. */
  readonly lost: (age: string) => string
}

export const WORDS_OF_MAP: Readonly<Record<Language, Words>> = {
  zh: {
    schematic: '示意底图 · WGS-84',
    tiles: '底图 · WGS-84',
    north: '北',
    drawing: '地图绘制中',
    missing: '地图程序未取到，稍后重新载入',
    rebuilding: '地图重建中',
    noBasemap: '底图未取到，正在重试',
    demo: '模拟数据',
    cameras: '摄像头',
    cameraStates: { offline: '离线', fault: '故障', maintenance: '检修', unknown: '未知' },
    teams: '巡查队',
    posts: '重点点位',
    resources: '公共资源',
    resourceKinds: { hydrant: '消火栓', fireStation: '微型消防站', aed: 'AED', firstAid: '急救点', shelter: '避难场所', parking: '停车场', boat: '救生艇', lifebuoy: '救生圈', barriers: '护栏', supplies: '物资' },
    gathering: { zone: '人群区', filling: '将满', over: '超限', difficult: '难点区域', deployed: '联勤部署' },
    closedRoad: '封闭道路',
    oneWayWalk: '单向步行',
    gate: '卡口',
    load: (count) => `${count} 起处置中`,
    overdue: (count) => `${count} 起超时`,
    someOverdue: (count, overdue) => `${count} 起 · ${overdue} 超时`,
    position: (name) => `${name}部署位`,
    lost: (age) => `失联 ${age}`,
  },
  en: {
    schematic: 'Schematic base map · WGS-84',
    tiles: 'Base map · WGS-84',
    north: 'N',
    drawing: 'Drawing the map',
    missing: 'The map’s program did not come, reloading soon',
    rebuilding: 'Rebuilding the map',
    noBasemap: 'No base map yet, trying again',
    demo: 'Simulated',
    cameras: 'Cameras',
    cameraStates: { offline: 'offline', fault: 'fault', maintenance: 'service', unknown: 'unknown' },
    teams: 'Teams',
    posts: 'Posts',
    resources: 'Resources',
    resourceKinds: { hydrant: 'hydrant', fireStation: 'fire station', aed: 'AED', firstAid: 'first aid', shelter: 'shelter', parking: 'parking', boat: 'boat', lifebuoy: 'lifebuoy', barriers: 'barriers', supplies: 'supplies' },
    gathering: { zone: 'crowd zone', filling: 'filling', over: 'over', difficult: 'difficult area', deployed: 'deployment' },
    closedRoad: 'closed road',
    oneWayWalk: 'one way',
    gate: 'gate',
    load: (count) => `${count} active`,
    overdue: (count) => `${count} overdue`,
    someOverdue: (count, overdue) => `${count}, ${overdue} overdue`,
    position: (name) => `${name} position`,
    lost: (age) => `lost ${age}`,
  },
}
