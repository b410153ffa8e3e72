import { ARTICLE_LIMITS_MS, MINUTE_MS } from '../../shared/clock/stages.ts'
import { DEFAULT_RESPONSE } from '../../shared/incident/response.ts'
import { defaultModes } from '../../shared/mode/expectation.ts'
import { DEFAULT_DEPARTMENTS } from '../../shared/site/departments.ts'
import type { SiteManifest } from '../../shared/site/schema.ts'
import type { Text } from '../../shared/site/types.ts'
import { ART_ANCHOR, CONVENTION_ANCHOR, OUTER_RING, TOWER_ANCHOR } from './measured.ts'
import { toLonLat } from './plane.ts'
import { PLATFORM_OF } from './cameras.ts'
import { rosters } from './posts.ts'
import { ZONES } from './zones.ts'
import { GUARANTEES } from './guarantees.ts'
import { CALENDAR } from './holidays.ts'

/** How far beyond the outer ring a position is still ours, m. */
const MARGIN_M = 700
const HEARTBEAT_MS = 10_000
const POSITION_INTERVAL_MS = 5_000
const FARTHEST_VIEWER_M = 10
const SERVICEABILITY_LINE = 0.98

/** What the pack assumes, Chinese and English. */
const ASSUMPTIONS: readonly Text[] = [
  {
    zh: '底图为手绘示意图:环路圆心与半径、地标锚点据实测或公开资料,其余(湖岸轮廓、放射路角度与编号、楼宇轮廓、步道)为假定。',
    en: 'The base map is schematic: centres and radii of the rings and the landmark anchors are measured or published; '
      + 'shoreline, angles and numbers of the radial streets, footprints and walks are assumed.',
  },
  {
    zh: '如意湖面积按公开的160亩绘制;如意湖标签锚点与千玺广场锚点重合,故湖面按“会展中心以北”绘于其北侧。',
    en: 'Ruyi Lake is drawn with its published 160 mu; its label anchor coincides with that of Millennium Royal Plaza, so the '
      + 'lake is drawn north of it, as published.',
  },
  {
    zh: '如意河按“连接如意湖与龙湖”绘为沿轴线向东北的直线;昆丽河位置不明,未绘。',
    en: 'The Ruyi River is drawn as a straight line along the axis towards Longhu; the course of the Kunli River is not known '
      + 'here and is left out.',
  },
  {
    zh: '内环外侧30栋80米楼宇据公开资料;外环内侧30栋120米为假定。会展中心、艺术中心高度为假定。',
    en: 'Thirty 80 m towers along the inner ring are published; thirty of 120 m along the outer ring, and the heights of '
      + 'convention and art centres, are assumed.',
  },
  {
    zh: '六个网格按六等分扇形划分,界线为假定;报道只给出数量。',
    en: 'The six grids are equal sectors; the article gives only their number.',
  },
  {
    zh: '“1+1+N”中N的数量与构成为假定(10至14人)。',
    en: 'The N of 1+1+N, 10 to 14 by roles, is assumed.',
  },
  {
    zh: '12个重点点位、10支巡查队及其固定路线的数量来自报道,位置、人数、打卡点为假定。',
    en: 'Twelve posts, ten teams and ten fixed routes are from the article; their places, sizes and checkpoints are assumed.',
  },
  {
    zh: '每条路线一圈的用时（步速1.1米/秒，每个打卡点停留75秒）和打卡点停留60至300秒为假定；点位默认排班（每日三班，按角色与人数）为假定，可在本文件 rosters 中修改。',
    en: 'The time of a loop of each route (1.1 m/s and 75 s at each checkpoint), the stay of 60 to 300 s and the default roster of the posts (three shifts a '
      + 'day, in counts of roles) are assumed; the roster may be edited under rosters in this file.',
  },
  {
    zh: '2197个摄像头的数量来自报道,名称、位置、类型、所属平台为生成的示意数据。',
    en: '2,197 cameras is the article\'s number; their names, places, kinds and platforms are generated.',
  },
  {
    zh: '五个上级视频平台及其10秒心跳为假定;报道只提到城运中心。',
    en: 'Five upstream platforms and their 10 s heartbeat are assumed; the article names only the operations centre.',
  },
  {
    zh: '定位上报间隔5秒、在线率线98%、最远观看距离10米为产品设定。',
    en: 'A position every 5 s, the 98 % line and a farthest viewer at 10 m are product decisions.',
  },
  {
    zh: '四级响应由报道给出;类型与严重程度如何定级、各级牵头单位与部门为假定,可在本文件 response 中修改。',
    en: 'Four response levels are from the article; which level a kind and severity have, and which departments lead, is assumed '
      + 'and may be edited under response in this file.',
  },
  {
    zh: '节假日12个点位值守、10支队伍巡查由报道给出;其余模式的点位、队伍、阈值为假定,可在本文件 modes 中修改。',
    en: 'Twelve staffed posts and ten teams on holidays are from the article; what the other modes expect, and every threshold, is '
      + 'assumed and may be edited under modes in this file.',
  },
  {
    zh: '人群计数区域、半径与容量为假定（按每人约1平方米估算），可在本文件 zones 中修改。',
    en: 'Zones in which crowds are counted, their radius and capacity are assumed (about one person to a square metre) and may be edited '
      + 'under zones in this file.',
  },
  {
    zh: '8类专项预案、5套车辆人员管控方案、100余项公共资源的数量来自报道；四类预案的名称、全部步骤、责任部门、时限、方案线路和资源位置为假定。',
    en: 'Eight special plans, five control schemes and 100 and more resources are the article\'s numbers; the names of four plans, all steps, owners, '
      + 'times, lines and places are assumed.',
  },
  {
    zh: '联合党委6个网格支部、党员105人、指导员15人、6个副书记单位、9个成员部门的数量来自报道;各支部人数、9个部门中政法委与城管局之外的7个、考评权重为假定,可在 committee.json 中修改。',
    en: 'Six branches, 105 members, 15 instructors, six deputy units and nine departments are from the article; the split over branches, '
      + 'seven of the nine departments and the weights of the evaluation are assumed and may be edited in committee.json.',
  },
  {
    zh: '节假日“三保”的五个部门及其任务由报道给出；每部门第二项任务为假定。78家联盟企业的数量来自报道，名称为占位，类型与网格为假定。',
    en: 'The five departments of the three guarantees and the first task of each are from the article, the second of each is assumed. 78 alliance companies '
      + 'is the article\'s number; names are placeholders, kinds and grids assumed.',
  },
]

export function manifest(): SiteManifest {
  const minutes = (stage: keyof typeof ARTICLE_LIMITS_MS): number => ARTICLE_LIMITS_MS[stage] / MINUTE_MS
  const reach = OUTER_RING.radiusM + MARGIN_M
  const [west, south] = toLonLat([-reach, -reach])
  const [east, north] = toLonLat([reach, reach])
  return {
    id: 'ruyi-lake',
    name: { zh: '如意湖 CBD', en: 'Ruyi Lake CBD' },
    timeZone: 'Asia/Shanghai',
    crs: 'WGS84',
    bounds: [west, south, east, north],
    view: { centre: toLonLat([0, -40]) as unknown as number[], zoom: 14.7, pitch: 45, bearing: 0 },
    limitsMinutes: { respond: minutes('respond'), dispatch: minutes('dispatch'), arrive: minutes('arrive'), resolve: minutes('resolve') },
    response: structuredClone(DEFAULT_RESPONSE) as SiteManifest['response'] & object,
    departments: structuredClone(DEFAULT_DEPARTMENTS) as SiteManifest['departments'] & object,
    guarantees: GUARANTEES,
    modes: structuredClone(defaultModes({ positionIntervalMs: POSITION_INTERVAL_MS, serviceabilityLine: SERVICEABILITY_LINE })) as SiteManifest['modes'] & object,
    rosters: rosters(),
    calendar: CALENDAR,
    zones: ZONES,
    serviceabilityLine: SERVICEABILITY_LINE,
    positionIntervalMs: POSITION_INTERVAL_MS,
    farthestViewerM: FARTHEST_VIEWER_M,
    source: '2023年关于如意湖办事处CBD文化会展二级专属网格的公开报道;环路与地标锚点的公开测量。 / '
      + 'A 2023 press article on the Ruyi Lake dedicated grids; published measurements of rings and landmarks.',
    schematic: true,
    assumptions: ASSUMPTIONS.map(({ zh, en }) => `${zh} / ${en}`),
    platforms: [
      { id: PLATFORM_OF.police, name: { zh: '公安视频专网', en: 'Police Video Network' }, heartbeatMs: HEARTBEAT_MS },
      { id: PLATFORM_OF.traffic, name: { zh: '交警道路监控平台', en: 'Traffic Police Platform' }, heartbeatMs: HEARTBEAT_MS },
      { id: PLATFORM_OF.city, name: { zh: '城管水务视频平台', en: 'City and Water Platform' }, heartbeatMs: HEARTBEAT_MS },
      { id: PLATFORM_OF.venues, name: { zh: '会展场馆安防平台', en: 'Venue Security Platform' }, heartbeatMs: HEARTBEAT_MS },
      { id: PLATFORM_OF.property, name: { zh: '物业安防汇聚平台', en: 'Property Security Platform' }, heartbeatMs: HEARTBEAT_MS },
    ],
    controlPoints: [TOWER_ANCHOR, CONVENTION_ANCHOR, ART_ANCHOR].map(({ name, wgs84, gcj02 }) => (
      { name, wgs84: [...wgs84], gcj02: [...gcj02], source: '公开三维城市清单中的地标锚点 / landmark anchor of a published 3D city list' })),
  }
}
