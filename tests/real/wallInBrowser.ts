import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import type { CommandServer } from './commandServer.ts'

const SIZE = { width: 1280, height: 720 }
const READY_WITHIN_MS = 120_000

/** What a real browser's wall shows. */
export interface ShownWall {
  /** Ids of the teams in the roster that have a position, and how fresh each is said to be. */
  readonly roster: Readonly<Record<string, string>>
  /** Markers on the map by the number written on them: WGS-84 degrees. */
  readonly markers: Readonly<Record<string, readonly [number, number]>>
  /** Numbers of the markers found among what the map has drawn. */
  readonly drawnMarkers: readonly string[]
  /** Cameras the map was given, and those found among what it has drawn. */
  readonly cameras: number
  readonly drawnCameras: number
  /** Errors of the page, none when all is well. */
  readonly errors: readonly string[]
}

/** Opens `/wall` in a real browser, waits until the map stands and shows `teams` markers, and reads what it shows. */
export async function lookAtWall({ url, grants }: Pick<CommandServer, 'url' | 'grants'>, teams: number): Promise<ShownWall> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: SIZE })
    await page.context().addCookies([wallCookie(url, grants)])
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(`${url}/wall`)
    await page.waitForSelector('[data-link="live"]', { timeout: READY_WITHIN_MS })
    await page.waitForSelector(`[data-ready="true"][data-teams="${teams}"]`, { timeout: READY_WITHIN_MS })
    return { ...(await page.evaluate(readWall)), errors }
  } finally {
    await browser.close()
  }
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
  queryRenderedFeatures(options: { layers: string[] }): readonly { id?: number; properties: { number?: string } }[]
  loaded(): boolean
  once(event: 'idle'): Promise<unknown>
  triggerRepaint(): void
}

interface GeoJson {
  readonly features: readonly {
    readonly properties: { readonly number?: string }
    readonly geometry: { readonly type: string; readonly coordinates: [number, number] }
  }[]
}

/** Runs in the page, so it is whole in itself. The map is what `CommandMap` exposes, found among the page's components. */
async function readWall(): Promise<Omit<ShownWall, 'errors'>> {
  const nodes = [(document.querySelector('#app') as { _vnode: VueNode })._vnode]
  let map: ShownMap | null = null
  while (nodes.length > 0 && map === null) {
    const node = nodes.pop()
    if (node === undefined || node === null || typeof node !== 'object') continue
    map = node.component?.exposed?.map?.value ?? null
    for (const child of [node.component?.subTree, node.suspense?.activeBranch, node.children].flat()) nodes.push(child as VueNode)
  }
  if (map === null) throw new Error('there is no map on the wall')
  map.triggerRepaint()
  await map.once('idle')
  const teams = await map.getSource('teams')?.getData()
  const cameras = await map.getSource('cameras')?.getData()
  const cameraLayers = ['cameras', 'cameras-unknown', 'cameras-core']
  return {
    roster: Object.fromEntries(
      [...document.querySelectorAll('[data-team]')]
        .filter(({ dataset }) => dataset['freshness'] !== 'never')
        .map(({ dataset }) => [dataset['team'] ?? '', dataset['freshness'] ?? '']),
    ),
    markers: Object.fromEntries((teams?.features ?? []).map(({ properties, geometry }) => [properties.number ?? '', geometry.coordinates])),
    drawnMarkers: [...new Set(map.queryRenderedFeatures({ layers: ['teams'] }).map(({ properties }) => properties.number ?? ''))],
    cameras: (cameras?.features ?? []).filter(({ geometry }) => geometry.type === 'Point').length,
    drawnCameras: new Set(map.queryRenderedFeatures({ layers: cameraLayers }).map(({ id }) => id)).size,
  }
}
