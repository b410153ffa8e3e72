import { Map as MapLibre } from 'maplibre-gl'
import { computed, effectScope } from 'vue'
import type { Basemap } from './basemap.ts'
import { frameAll, type Framed, type Inset, type Viewer } from './frame.ts'
import type { MapInputs } from './inputs.ts'
import { addBasemap } from './layers/basemap.ts'
import { addCameras } from './layers/cameras.ts'
import { addGathering, addGatheringWords } from './layers/gathering.ts'
import { addGridLines, addGridNames } from './layers/grids.ts'
import { addIncidents, type PlacedIncidents } from './layers/incidents.ts'
import { addPostFlags, addPosts, postLooks } from './layers/posts.ts'
import { addResources } from './layers/resources.ts'
import { addRoutes } from './layers/routes.ts'
import { addSchemes } from './layers/schemes.ts'
import { addTeams } from './layers/teams.ts'
import { addTiles } from './layers/tiles.ts'
import { addTrails } from './layers/trails.ts'
import { startMapWorker } from './mapWorker.ts'
import { markWhole, onceDrawn } from './onceDrawn.ts'
import { groundStyle } from './style.ts'

await startMapWorker()

/** Seen from afar through a long lens: towers stand upright and far and near labels are of one size. */
const FIELD_OF_VIEW_DEG = 10

/** The legend's line along the lower edge: no grid's name runs into it, rem. */
const LEGEND_REM = 1.9

export interface MapEvents {
  /** All is drawn for the first time. */
  ready(): void
  /** The graphics context is gone; this map will not come back. */
  lost(): void
  teamsDrawn(teams: number): void
  incidentsPlaced(placed: PlacedIncidents): void
}

/** How a map is looked at. */
export interface View {
  readonly inset: Inset
  /** Follows mouse and touch; a wall's does not. */
  readonly movable: boolean
}

export interface BuiltMap {
  readonly map: MapLibre
  /** Shows the whole again. */
  frame(): void
  /** Frees everything, the fonts too, which a removed map would leave on the page; nothing is heard afterwards. */
  dispose(): void
}

/**
 * A map in `container` that follows the stores until disposed, and follows the pointer where it is movable: a wall shows the whole.
 * @throws Error when the browser gives no WebGL 2 context.
 */
export function buildMap(container: HTMLElement, inputs: MapInputs, basemap: Basemap, { inset, movable }: View, events: MapEvents): BuiltMap {
  const scope = effectScope(true)
  const map = emptyMap(container, inputs, movable)
  const viewer = viewerOf(map)
  const framed = framedBy(inputs)
  const clear = { ...inset, bottom: inset.bottom + LEGEND_REM * inputs.rem }
  const frame = (): void => frameAll(viewer, framed, clear, inputs.site.view.pitch)
  let standing = false
  frame()
  if (movable) map.setMinZoom(map.getZoom() - ZOOM_OUT)
  map.on('resize', frame)
  map.on('webglcontextlost', () => {
    standing = false
    scope.stop()
    events.lost()
  })
  void map.once('style.load', () => {
    standing = true
    scope.run(() => {
      addLayers(map, inputs, basemap, !movable, events)
      onceDrawn(map, () => true, events.ready)
    })
  })
  return {
    map,
    frame,
    dispose() {
      scope.stop()
      if (standing) map.setFontFaces({})
      map.remove()
    },
  }
}

/** ASSUMPTION: so far beyond the whole a desk's map goes out, and so far in, zoom levels. */
const ZOOM_OUT = 0.5
const ZOOM_MOST = 18.5
/** The view leans and turns for nobody, and keys are the desk's own. */
const MOVABLE = { interactive: true, dragRotate: false, pitchWithRotate: false, touchPitch: false, boxZoom: false, keyboard: false, doubleClickZoom: false } as const

function emptyMap(container: HTMLElement, { site: { view }, palette }: MapInputs, movable: boolean): MapLibre {
  const map = new MapLibre({
    container,
    style: groundStyle(palette),
    center: [...view.centre],
    zoom: view.zoom,
    pitch: view.pitch,
    bearing: view.bearing,
    maxZoom: ZOOM_MOST,
    ...(movable ? MOVABLE : { interactive: false }),
    attributionControl: false,
    fadeDuration: 0,
  })
  map.setVerticalFieldOfView(FIELD_OF_VIEW_DEG)
  if (movable) map.touchZoomRotate.disableRotation()
  return map
}

/** From the ground up; labels of what comes later win over those of what came before. */
function addLayers(map: MapLibre, inputs: MapInputs, basemap: Basemap, ofWall: boolean, events: MapEvents): void {
  if (basemap.type === 'drawn') addBasemap(map, inputs, basemap.features)
  if (basemap.type === 'tiles') addTiles(map, inputs, basemap.url)
  addRoutes(map, inputs)
  addGridLines(map, inputs)
  addGathering(map, inputs, ofWall)
  addResources(map, inputs, ofWall)
  addCameras(map, inputs)
  addSchemes(map, inputs)
  addTrails(map, inputs)
  addGatheringWords(map, inputs)
  addGridNames(map, inputs)
  const looks = computed(() => postLooks(inputs))
  addPosts(map, inputs, looks)
  addTeams(map, inputs, events.teamsDrawn)
  addPostFlags(map, inputs)
  addIncidents(map, inputs, looks, events.incidentsPlaced)
  markWhole(map, inputs)
}

function viewerOf(map: MapLibre): Viewer {
  return {
    get size() {
      const { clientWidth, clientHeight } = map.getContainer()
      return { width: clientWidth, height: clientHeight }
    },
    get zoom() {
      return map.getZoom()
    },
    project: ([lon, lat]) => map.project([lon, lat]),
    unproject: ({ x, y }) => {
      const { lng, lat } = map.unproject([x, y])
      return [lng, lat]
    },
    lean: (pitch) => map.setPitch(pitch),
    look: ([lon, lat], zoom) => map.jumpTo({ center: [lon, lat], zoom }),
  }
}

/** The grids, which tile the whole area, and their names: two lines that may hang below or stand above their point. */
function framedBy({ site, rem }: MapInputs): Framed[] {
  const outline = site.grids.flatMap(({ polygon }) => polygon[0] ?? []).map((at) => ({ at, roomX: rem * 0.8, roomY: rem * 1.2 }))
  const names = site.grids.map(({ label }) => ({ at: label, roomX: rem * 3, roomY: rem * 3.2 }))
  return [...outline, ...names]
}
