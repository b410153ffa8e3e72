import type { SiteManifest } from '../../shared/site/schema.ts'

type Row = readonly [id: string, zh: string, en: string]

/**
 * The three guarantees (三保) of holidays. The first task of each department is the article's; ASSUMPTION: the others, which say how
 * it is seen that it was done.
 */
const TASKS: Readonly<Record<string, readonly Row[]>> = {
  trafficPolice: [['outerTraffic', '保障外围交通', 'Keep traffic outside moving'], ['parking', '疏导停车与接驳点', 'Lead cars to parking and transfer']],
  police: [['innerOrder', '保障内场秩序', 'Keep order inside'], ['crowd', '重点部位人流观察', 'Watch crowds at key places']],
  waterAffairs: [['water', '保障水域安全', 'Keep the water safe'], ['shore', '岸线救生设施检查', 'Check life-saving gear at the shore']],
  lawEnforcement: [['streetTrading', '清理占道经营', 'Clear street trading'], ['recheck', '易反复点位回查', 'Look again where it comes back']],
  urbanManagement: [['appearance', '保障市容市貌', 'Keep the streets tidy'], ['facilities', '公共设施巡检', 'Check public facilities']],
}

export const GUARANTEES: SiteManifest['guarantees'] & object = Object.entries(TASKS).map(([department, rows]) => (
  { department, tasks: rows.map(([id, zh, en]) => ({ id, text: { zh, en } })) }))
