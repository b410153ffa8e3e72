import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { bearer } from '../../tests/support/grants.ts'
import { dataFolder, PROJECT_BUILD, startServerProcess } from '../../tests/support/serverProcess.ts'
import { offerByHttp, openHttpDoor } from '../load/httpDoor.ts'
import { report } from '../load/reports.ts'
import { growSite, type BenchSite } from '../load/sitePack.ts'
import { Workload } from '../load/workload.ts'
import { atMost, told, type Figure } from '../measure/figure.ts'
import { median } from '../measure/figures.ts'
import { cpuNsOf, forgetPeak, peakMemoryOf } from '../measure/processCpu.ts'
import { startBundled } from '../systems/bundled.ts'
import { bytesRead, openProductScreen } from '../systems/productScreens.ts'
import { CAMERAS, UNITS } from './fanOut.ts'

const SCREENS = 500
/** Open incidents on the board everybody is given: a busy evening. */
const INCIDENTS = 10
const MOST_OF_PLAIN_CPU = 0.3
const MOST_BYTES = 27_000
const MOST_PEAK_MB = 130
/** Between two storms, for the server to forget the screens that went, ms. */
const CALM_MS = 1_000
const NS_PER_MS = 1e6

interface Storm {
  readonly cpuMs: number
  readonly bytesEach: number
  readonly peakMb: number
}

interface Shore {
  readonly pid: number
  open(): { readonly ready: Promise<void>; readonly bytes: () => number; close(): void }
  stop(): Promise<void>
}

/** 500 screens that come at once, as after a power cut, and are each given everything: ours beside plain `emit(object)`. */
export async function benchStorm({ rounds }: { readonly rounds: number }): Promise<Figure[]> {
  const site = await growSite({ cameras: CAMERAS, units: UNITS })
  const { shore: ours, board } = await startOurs(site)
  const plain = await startPlain(site, board)
  try {
    const storms: [Storm[], Storm[]] = [[], []]
    for (let round = 0; round <= rounds; round++) {
      const pair = [await storm(ours), await storm(plain)] as const
      if (round > 0) pair.forEach((each, which) => storms[which]!.push(each))
    }
    return figuresOf(...storms)
  } finally {
    await ours.stop()
    await plain.stop()
    site.remove()
  }
}

function figuresOf(ours: readonly Storm[], plain: readonly Storm[]): Figure[] {
  const cpu = (storms: readonly Storm[]): number => median(storms.map(({ cpuMs }) => cpuMs))
  return [
    atMost('storm of 500: CPU of plain emit(object)', cpu(ours) / cpu(plain), MOST_OF_PLAIN_CPU, '×', 'cpuRatio'),
    told('storm of 500: CPU', cpu(ours), 'ms'),
    atMost('storm of 500: bytes a client', median(ours.map(({ bytesEach }) => bytesEach)), MOST_BYTES, 'B', 'bytes'),
    atMost('storm of 500: peak memory', Math.max(...ours.map(({ peakMb }) => peakMb)), MOST_PEAK_MB, 'MB'),
    told('storm of 500: peak memory of plain emit(object)', Math.max(...plain.map(({ peakMb }) => peakMb)), 'MB'),
  ]
}

async function storm({ pid, open }: Shore): Promise<Storm> {
  forgetPeak(pid)
  const before = cpuNsOf(pid)
  const screens = Array.from({ length: SCREENS }, open)
  await Promise.all(screens.map(({ ready }) => ready))
  const cpuMs = (cpuNsOf(pid) - before) / NS_PER_MS
  const bytesEach = screens.reduce((sum, { bytes }) => sum + bytes(), 0) / SCREENS
  const peakMb = peakMemoryOf(pid) / 1e6
  for (const screen of screens) screen.close()
  await delay(CALM_MS)
  return { cpuMs, bytesEach, peakMb }
}

async function startOurs({ dir, site }: BenchSite): Promise<{ shore: Shore; board: string }> {
  const folder = await dataFolder()
  const server = await startServerProcess(PROJECT_BUILD, folder.dir, { SITE: dir })
  const door = openHttpDoor(server.url, server.grants.key)
  await offerByHttp(door, new Workload(site).everything(Date.now()))
  for (let number = 0; number < INCIDENTS; number++) await report(door, site, number)
  door.close()
  const board = await (await fetch(`${server.url}/api/v1/board`, { headers: bearer(server.grants.key) })).text()
  const shore: Shore = {
    pid: server.pid,
    open: () => openProductScreen(server.url, server.grants.key, site.version, { frame: (bytes) => headOf(bytes) }),
    async stop() {
      await server.stop()
      await folder.remove()
    },
  }
  return { shore, board }
}

/** What the storm needs of a frame: that it is a full one. */
function headOf(bytes: Buffer): { full: boolean; from: number; to: number } {
  return { full: (bytes[1]! & 1) === 1, from: 0, to: 0 }
}

/** The same state as the object that `GET /board` gives, to each socket by Socket.IO's own `emit`. */
async function startPlain({ dir }: BenchSite, board: string): Promise<Shore> {
  const file = join(dir, 'board.json')
  writeFileSync(file, board)
  const server = await startBundled('plainEmitServer', [file])
  return { pid: server.pid, open: () => openPlain(server.url), stop: () => server.stop() }
}

function openPlain(url: string): ReturnType<Shore['open']> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false })
  const ready = new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      if (data[0] === '0'.charCodeAt(0)) socket.send('40')
      else if (data.subarray(0, 2).toString() === '42') resolve()
    })
  })
  return { ready, bytes: () => bytesRead(socket), close: () => socket.terminate() }
}
