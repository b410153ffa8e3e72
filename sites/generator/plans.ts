import type { IncidentKind } from '../../shared/incident/kinds.ts'
import type { DEPARTMENTS } from '../../shared/incident/response.ts'
import type { PlansFile } from '../../shared/site/schema.ts'
import type { ResourceKind, Text } from '../../shared/site/types.ts'

type Owner = (typeof DEPARTMENTS)[number] | null
type Row = readonly [id: string, zh: string, en: string, owner: Owner, minutes: number]

const SOURCE = '报道给出8类专项预案并列出前四类（非正常人员聚集、维稳安保、防溺水、防火灾）；后四类、各步骤、责任部门和时限为假定。 / '
  + 'The article has eight special plans and names the first four; the other four, all steps, owners and minutes are assumed.'

/** What begins each plan: the article's 3, 5 and 10 minutes. */
const FIRST: readonly Row[] = [
  ['respond', '快速响应：值班员核实并启动预案', 'Respond: the duty officer verifies', null, 3],
]
const LAST: readonly Row[] = [
  ['report', '快速上报：向管委会报告现场情况', 'Report the scene to the management committee', null, 10],
]

interface Drafted {
  readonly id: IncidentKind
  readonly name: Text
  readonly rows: readonly Row[]
  readonly resources: readonly ResourceKind[]
  readonly schemes: readonly string[]
}

/**
 * The eight special plans, one a kind of incident. ASSUMPTION: the last four of them, and every step, owner and time; the article names the
 * first four.
 */
const PLANS: readonly Drafted[] = [
  {
    id: 'abnormalGathering', name: { zh: '防非正常人员聚集预案', en: 'Abnormal gathering' }, resources: ['barriers', 'firstAid', 'parking'], schemes: ['innerSouth', 'ringWalk'],
    rows: [
      ['police', '警力到场，划定疏导区', 'Police on scene, area marked off', 'police', 5], ['traffic', '周边路口分流车辆', 'Traffic led around', 'trafficPolice', 10],
      ['talk', '接访人员现场沟通疏导', 'Somebody talks to the people there', null, 15], ['disperse', '有序疏散并清场', 'People led away, place cleared', 'police', 30],
    ],
  },
  {
    id: 'stability', name: { zh: '维稳安保预案', en: 'Stability and security' }, resources: ['barriers', 'parking', 'supplies'], schemes: ['convention', 'innerSouth'],
    rows: [
      ['police', '警力到场并控制出入口', 'Police hold the entrances', 'police', 5], ['traffic', '启用车辆管控', 'Vehicles controlled', 'trafficPolice', 10],
      ['order', '清理占道与沿街摊点', 'Street trading cleared', 'lawEnforcement', 20], ['watch', '现场值守至恢复秩序', 'Stay until order is back', 'police', 30],
    ],
  },
  {
    id: 'drowning', name: { zh: '防溺水预案', en: 'Drowning' }, resources: ['lifebuoy', 'boat', 'aed', 'firstAid'], schemes: ['lakeWalk'],
    rows: [
      ['throw', '就近抛投救生圈', 'Nearest lifebuoy thrown', 'waterAffairs', 3], ['boat', '救生艇出动', 'Rescue boat out', 'waterAffairs', 5],
      ['medical', '急救人员到岸边待命', 'Medics at the shore', 'emergencyMedical', 10], ['shore', '岸线警戒、疏导围观', 'Shore cordoned off', 'police', 10],
      ['search', '水下搜救', 'Search under water', 'fireRescue', 30],
    ],
  },
  {
    id: 'fire', name: { zh: '防火灾预案', en: 'Fire' }, resources: ['hydrant', 'fireStation', 'aed', 'shelter'], schemes: ['outerEast'],
    rows: [
      ['station', '微型消防站先期处置', 'Mini fire station goes first', 'fireRescue', 3], ['engine', '消防车到场，接通消火栓', 'Engine on scene, hydrant connected', 'fireRescue', 10],
      ['lane', '打开应急车道', 'Emergency lane opened', 'trafficPolice', 5], ['evacuate', '疏散楼内人员至避难场所', 'Building evacuated to the shelter', 'police', 15],
      ['medical', '医疗急救到场', 'Medics on scene', 'emergencyMedical', 15], ['out', '扑灭并移交火场', 'Fire out, scene handed over', 'fireRescue', 30],
    ],
  },
  {
    id: 'flood', name: { zh: '防汛排涝预案', en: 'Flood' }, resources: ['supplies', 'barriers', 'shelter', 'boat'], schemes: ['lakeWalk', 'outerEast'],
    rows: [
      ['pump', '启动泵站排水', 'Pumps on', 'waterAffairs', 5], ['close', '积水路段封闭', 'Flooded roads closed', 'trafficPolice', 10],
      ['drain', '清理雨水口', 'Drains cleared', 'urbanManagement', 20], ['move', '转移低洼处人员', 'People moved from low ground', 'police', 30],
    ],
  },
  {
    id: 'counterTerror', name: { zh: '反恐处突预案', en: 'Counter-terror' }, resources: ['barriers', 'firstAid', 'shelter', 'aed'], schemes: ['convention', 'outerEast'],
    rows: [
      ['seal', '封控现场', 'Scene sealed', 'police', 3], ['traffic', '外围远端管控', 'Outer ring controlled', 'trafficPolice', 5],
      ['evacuate', '疏散至避难场所', 'People led to shelters', 'police', 10], ['medical', '伤员分拣转送', 'Wounded sorted and taken away', 'emergencyMedical', 15],
      ['clear', '排查并解除', 'Searched and lifted', 'police', 30],
    ],
  },
  {
    id: 'trafficJam', name: { zh: '交通疏堵预案', en: 'Traffic jam' }, resources: ['parking', 'barriers'], schemes: ['innerSouth'],
    rows: [
      ['officer', '交警到路口指挥', 'Officers at the crossings', 'trafficPolice', 5], ['divert', '发布绕行并分流', 'Diversion announced', 'trafficPolice', 10],
      ['parking', '引导至公共停车场', 'Cars led to parking', 'urbanManagement', 20], ['flow', '恢复通行', 'Traffic flows', 'trafficPolice', 30],
    ],
  },
  {
    id: 'publicHealth', name: { zh: '公共卫生预案', en: 'Public health' }, resources: ['firstAid', 'aed', 'supplies'], schemes: ['ringWalk'],
    rows: [
      ['medical', '医疗人员到场评估', 'Medics assess', 'emergencyMedical', 10], ['cordon', '划定隔离区', 'Area cordoned off', 'police', 10],
      ['clean', '环境消杀与保洁', 'Place disinfected', 'urbanManagement', 30],
    ],
  },
]

export function plans(): PlansFile {
  return {
    source: SOURCE,
    plans: PLANS.map(({ id, name, rows, resources, schemes }) => ({
      id, name, kind: id, resources: [...resources], schemes: [...schemes],
      steps: [...FIRST, ...rows, ...LAST].map(([step, zh, en, owner, dueMinutes]) => ({ id: step, text: { zh, en }, owner, dueMinutes })),
    })),
  }
}

/** A plan a line, so that a change shows as one. */
export function plansText(): string {
  const { source, plans: all } = plans()
  return `{"source":${JSON.stringify(source)},"plans":[\n${all.map((plan) => JSON.stringify(plan)).join(',\n')}\n]}\n`
}
