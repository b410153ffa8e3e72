import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { CAMERA_STATUSES, type CameraStatus } from '../../shared/camera/types.ts'
import { allReadings, encodeReadings } from '../../shared/protocol/readingsFrame.ts'
import { emptyPicture, takeCameraStatus, takePosition, toE7 } from '../../shared/reading/picture.ts'
import { originOf } from '../../shared/site/origin.ts'
import type { Site } from '../../shared/site/types.ts'

/**
 * The least a server can do that shows the same: takes the same calls, believes them, keeps the newest, and every 16 ms
 * sends the same bytes by `ws`. No validation, no history, no facts, no health, no gaps noticed. A baseline, not a product.
 */
const site = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Site
const origin = originOf(site)
const picture = emptyPicture(site.cameras.length, site.teams.length)
const unitOf = new Map(site.teams.map(({ id }, place) => [id, place]))
const cameraOf = new Map(site.cameras.map(({ id }, place) => [id, place]))
const changedUnits = new Set<number>()
const changedCameras = new Set<number>()
const TICK_MS = 16
let tick = 0
let timer: ReturnType<typeof setTimeout> | null = null

interface PositionItem { unit: string; lon: number; lat: number; fixAt: number; accuracyM: number; speedMps: number; headingDeg: number }
interface StatusItem { camera: string; status: CameraStatus; at: number }

function takePositions(items: readonly PositionItem[]): void {
  for (const { unit, lon, lat, fixAt, accuracyM, speedMps, headingDeg } of items) {
    const place = unitOf.get(unit)!
    const taken = takePosition(picture, place, {
      lonE7: toE7(lon), latE7: toE7(lat), fixAt, accuracyDm: Math.round(accuracyM * 10), speedCmps: Math.round(speedMps * 100),
      headingDeg: Math.round(headingDeg) % 360, source: 0,
    })
    if (taken === 'accepted') changedUnits.add(place)
  }
}

function takeStatuses(items: readonly StatusItem[]): void {
  for (const { camera, status, at } of items) {
    const place = cameraOf.get(camera)!
    if (takeCameraStatus(picture, place, CAMERA_STATUSES.indexOf(status), at) === 'accepted') changedCameras.add(place)
  }
}

function flush(): void {
  timer = null
  tick += 1
  const ascending = (a: number, b: number): number => a - b
  const changed = { cameras: [...changedCameras].sort(ascending), units: [...changedUnits].sort(ascending) }
  changedCameras.clear()
  changedUnits.clear()
  const bytes = encodeReadings({ full: false, from: tick, to: tick, now: Date.now() }, changed, picture, origin)
  for (const client of sockets.clients) client.send(bytes, { binary: true })
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
    const items = JSON.parse(Buffer.concat(parts).toString()) as unknown[]
    if (request.url === '/api/v1/positions') takePositions(items as PositionItem[])
    else takeStatuses(items as StatusItem[])
    timer ??= setTimeout(flush, TICK_MS)
    const answer = `{"accepted":${items.length}}`
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer)
  })
})
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) => {
  socket.send(encodeReadings({ full: true, from: tick, to: tick, now: Date.now() }, allReadings(picture), picture, origin), { binary: true })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`listening ${(server.address() as { port: number }).port}\n`))
