import { INCIDENT_KINDS } from '../../shared/incident/kinds.ts'
import type { Site } from '../../shared/site/types.ts'
import type { HttpDoor } from './httpDoor.ts'

/** As a hotline types it. */
const SUMMARY = '群众来电：现场有人聚集，部分人员情绪激动，请就近力量先行到场查看并上报'

/** The id under which `report` sends one. */
export function commandIdOf(number: number): string {
  return `bench-${process.pid}-${number}`
}

/** Reports an incident; answers the fact's place in the record. `number` makes it another one. */
export async function report(door: HttpDoor, site: Site, number: number): Promise<number> {
  const [lon, lat] = site.view.centre
  const angle = number * 2.4
  const body = {
    commandId: commandIdOf(number), kind: INCIDENT_KINDS[number % INCIDENT_KINDS.length], summary: SUMMARY, place: '如意湖北岸步道',
    position: { lon: lon + Math.cos(angle) * 0.004, lat: lat + Math.sin(angle) * 0.004 }, source: 'bench',
  }
  return (JSON.parse(await door.post('/api/v1/reports', JSON.stringify(body))) as { seq: number }).seq
}
