import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import type { CommandServer } from './commandServer.ts'

const SIZE = { width: 1280, height: 720 }
const READY_WITHIN_MS = 120_000

type Place = readonly [number, number]

/** What a real browser's wall shows. */
export interface ShownWall {
  /** Ids of the teams in the roster that have a position, and how fresh each is said to be. */
  readonly roster: Readonly<Record<string, string>>
  /** Where the map keeps its words away from the teams' discs, by the number written on a disc: WGS-84 degrees. */
  readonly markers: Readonly<Record<string, readonly [number, number]>>
  /** How many of the places asked about look different when the teams' discs are taken away. */
  readonly drawnMarkers: number
  /** Cameras the map was given, and those found among what it has drawn. */
  readonly cameras: number
  readonly drawnCameras: number
  /** Errors of the page, none when all is well. */
  readonly errors: readonly string[]
}

/** Opens `/wall` in a real browser, waits until the map stands and shows a team at each of `places`, WGS-84 degrees, and reads what it shows. */
export async function lookAtWall({ url, grants }: Pick<CommandServer, 'url' | 'grants'>, places: readonly Place[]): Promise<ShownWall> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: SIZE })
    await page.context().addCookies([wallCookie(url, grants)])
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(`${url}/wall`)
    await page.waitForSelector('[data-link="live"]', { timeout: READY_WITHIN_MS })
    await page.waitForSelector(`[data-ready="true"][data-teams="${places.length}"]`, { timeout: READY_WITHIN_MS })
    const map = await page.evaluateHandle(mapOfWall)
    const shown = await page.evaluate(readWall, map)
    const looks = (): Promise<string[]> => page.evaluate(readLooks, { map, places })
    const withDiscs = await onceStill(looks)
    await map.evaluate((each) => each.removeLayer('teams'))
    const bare = await looks()
    return { ...shown, drawnMarkers: bare.filter((look, i) => look !== withDiscs[i]).length, errors }
  } finally {
    await browser.close()
  }
}

const LOOKS = 50

/** What is seen twice running: a disc that has just grown late, or whose figures' font has just come, is drawn anew. */
async function onceStill(looks: () => Promise<string[]>): Promise<string[]> {
  let before = await looks()
  for (let i = 1; i < LOOKS; i++) {
    const now = await looks()
    if (now.join() === before.join()) return now
    before = now
  }
  throw new Error(`the map moved in each of ${LOOKS} frames: what the discs change cannot be told`)
}

/** The little of the page's own world that is read below. */
declare const document: {
  querySelector(selector: string): unknown
  querySelectorAll(selector: string): Iterable<{ readonly dataset: Readonly<Record<string, string | undefined>> }>
}

interface VueNode {
  readonly component?: { readonly subTree?: VueNode; readonly exposed?: { readonly map?: { readonly value: ShownMap | null } } } | null
  readonly children?: unknown
  readonly suspense?: { readonly activeBranch?: VueNode } | null
}

interface ShownMap {
  getSource(id: string): { getData(): Promise<GeoJson> } | undefined
  queryRenderedFeatures(options: { layers: string[] }): readonly { id?: number }[]
  loaded(): boolean
  once(event: 'idle'): Promise<unknown>
  once(event: 'render', listener: () => void): unknown
  triggerRepaint(): void
  removeLayer(id: string): void
  project(place: Place): { readonly x: number; readonly y: number }
  getCanvas(): { getContext(kind: 'webgl2'): ShownPixels; readonly clientWidth: number }
}

interface ShownPixels {
  readonly RGBA: number
  readonly UNSIGNED_BYTE: number
  readonly drawingBufferWidth: number
  readonly drawingBufferHeight: number
  readPixels(x: number, y: number, width: number, height: number, format: number, type: number, pixels: Uint8Array): void
}

interface GeoJson {
  readonly features: readonly {
    readonly id?: number
    readonly geometry: { readonly type: string; readonly coordinates: [number, number] }
  }[]
}

/** The map `CommandMap` exposes, found among the page's components. Runs in the page, as those below, so each is whole in itself. */
function mapOfWall(): ShownMap {
  const nodes = [(document.querySelector('#app') as { _vnode: VueNode })._vnode]
  let map: ShownMap | null = null
  while (nodes.length > 0 && map === null) {
    const node = nodes.pop()
    if (node === undefined || node === null || typeof node !== 'object') continue
    map = node.component?.exposed?.map?.value ?? null
    for (const child of [node.component?.subTree, node.suspense?.activeBranch, node.children].flat()) nodes.push(child as VueNode)
  }
  if (map === null) throw new Error('there is no map on the wall')
  return map
}

async function readWall(map: ShownMap): Promise<Omit<ShownWall, 'errors' | 'drawnMarkers'>> {
  map.triggerRepaint()
  await map.once('idle')
  const room = await map.getSource('team-room')?.getData()
  const cameras = await map.getSource('cameras')?.getData()
  const cameraLayers = ['cameras', 'cameras-unknown', 'cameras-core']
  return {
    roster: Object.fromEntries(
      [...document.querySelectorAll('[data-team]')]
        .filter(({ dataset }) => dataset['freshness'] !== 'never')
        .map(({ dataset }) => [dataset['team'] ?? '', dataset['freshness'] ?? '']),
    ),
    markers: Object.fromEntries((room?.features ?? []).map(({ id, geometry }) => [String((id ?? NaN) + 1), geometry.coordinates])),
    cameras: (cameras?.features ?? []).filter(({ geometry }) => geometry.type === 'Point').length,
    drawnCameras: new Set(map.queryRenderedFeatures({ layers: cameraLayers }).map(({ id }) => id)).size,
  }
}

/** A square of pixels round each place, read in the frame that drew them. */
function readLooks({ map, places }: { readonly map: ShownMap; readonly places: readonly Place[] }): Promise<string[]> {
  return new Promise((resolve) => {
    map.once('render', () => {
      const gl = map.getCanvas().getContext('webgl2')
      const scale = gl.drawingBufferWidth / map.getCanvas().clientWidth
      resolve(
        places.map((place) => {
          const { x, y } = map.project(place)
          const pixels = new Uint8Array(12 * 12 * 4)
          gl.readPixels(Math.round(x * scale) - 6, gl.drawingBufferHeight - Math.round(y * scale) - 6, 12, 12, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
          return pixels.join()
        }),
      )
    })
    map.triggerRepaint()
  })
}
