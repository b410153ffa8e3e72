import { setTimeout as delay } from 'node:timers/promises'
import { dataFolder, PROJECT_BUILD, startServerProcess } from '../../tests/support/serverProcess.ts'
import { openHttpDoor } from '../load/httpDoor.ts'
import { commandIdOf, report } from '../load/reports.ts'
import { growSite } from '../load/sitePack.ts'
import { atMost, told, unless, type Figure } from '../measure/figure.ts'
import { percentile } from '../measure/figures.ts'
import { otherWork, sampleMachine, tooBusy } from '../measure/processCpu.ts'
import { openProductScreen } from '../systems/productScreens.ts'
import { CAMERAS, UNITS } from './fanOut.ts'

const WALLS = 20
const REPORTS_PER_SECOND = 200
const WARM_UP_REPORTS = 400
const MOST_P99_MS = 50

/** From a report's call to its fact, durable, on each of 20 walls, at 200 reports a second for so many seconds. */
export async function benchFacts({ seconds }: { readonly seconds: number }): Promise<Figure[]> {
  const bench = await growSite({ cameras: CAMERAS, units: UNITS })
  const folder = await dataFolder()
  const server = await startServerProcess(PROJECT_BUILD, folder.dir, { SITE: bench.dir })
  const door = openHttpDoor(server.url, server.grants.key)
  const offeredAt = new Map<string, number>()
  let latencies: number[] = []
  const screens = Array.from({ length: WALLS }, () => openProductScreen(server.url, server.grants.key, bench.site.version, {
    frame: (bytes) => ({ full: (bytes[1]! & 1) === 1, from: 0, to: 0 }),
    facts(facts) {
      const now = performance.now()
      for (const { commandId } of facts) if (commandId !== null) latencies.push(now - offeredAt.get(commandId)!)
    },
  }))
  try {
    await Promise.all(screens.map(({ ready }) => ready))
    const send = async (from: number, count: number): Promise<void> => {
      const start = performance.now()
      const answers: Promise<number>[] = []
      for (let i = 0; i < count; i++) {
        const wait = start + (i * 1_000) / REPORTS_PER_SECOND - performance.now()
        if (wait > 0) await delay(wait)
        offeredAt.set(commandIdOf(from + i), performance.now())
        answers.push(report(door, bench.site, from + i))
      }
      await Promise.all(answers)
      while (latencies.length < count * WALLS) await delay(1)
    }
    await send(0, WARM_UP_REPORTS)
    latencies = []
    const before = sampleMachine([server.pid, process.pid])
    await send(WARM_UP_REPORTS, seconds * REPORTS_PER_SECOND)
    const other = otherWork(before, sampleMachine([server.pid, process.pid]))
    const busy = tooBusy(other)
    return [
      unless(busy, atMost('facts at 200/s: report → durable → on 20 walls, p99', percentile(latencies, 0.99), MOST_P99_MS, 'ms')),
      unless(busy, told('facts at 200/s: p50', percentile(latencies, 0.5), 'ms')),
      unless(busy, told('facts at 200/s: slowest', Math.max(...latencies.slice(0, 100_000)), 'ms')),
      told('facts at 200/s: other work on this machine', other * 100, '%'),
    ]
  } finally {
    for (const screen of screens) screen.close()
    door.close()
    await server.stop()
    await folder.remove()
    bench.remove()
  }
}
