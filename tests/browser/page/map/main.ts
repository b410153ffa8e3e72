import { createPinia } from 'pinia'
import { createApp, h, ref, type ComponentPublicInstance } from 'vue'
import type { Map as MapLibre } from 'maplibre-gl'
import CommandMap from '../../../../client/map/CommandMap.vue'
import { useBoardStore } from '../../../../client/stores/board.ts'
import { useClockStore } from '../../../../client/stores/clock.ts'
import { usePictureStore } from '../../../../client/stores/picture.ts'
import { useSiteStore } from '../../../../client/stores/site.ts'
import { composed } from '../../../../client/text/compose.ts'
import { enUS } from '../../../../client/text/en-US.ts'
import { createText } from '../../../../client/text/i18n.ts'
import { zhCN } from '../../../../client/text/zh-CN.ts'
import '../../../../client/theme/fonts.css'
import '../../../../client/theme/root.css'
import '../../../../client/theme/tokens.css'
import { emptyBoard, type Board } from '../../../../shared/board.ts'
import { CAMERA_STATUSES, type CameraStatus } from '../../../../shared/camera/types.ts'
import type { Incident } from '../../../../shared/incident/types.ts'
import type { Matter } from '../../../../shared/matter/types.ts'
import { emptyPicture, toE7 } from '../../../../shared/reading/picture.ts'
import type { Site } from '../../../../shared/site/types.ts'

/** What the test page lets a test do to the stores, and see of the map. */
const pinia = createPinia()
const text = createText('zh-CN', zhCN)
text.global.setLocaleMessage('en-US', composed(enUS))
const shown = ref(true)
const command = ref<(ComponentPublicInstance & { map: MapLibre | null }) | null>(null)
const app = createApp({ render: () => (shown.value ? h(CommandMap, { ref: command }) : null) })
app.use(pinia).use(text)

const siteStore = useSiteStore(pinia)
const boardStore = useBoardStore(pinia)
const pictureStore = usePictureStore(pinia)
const clock = useClockStore(pinia)

const probe = {
  now: () => clock.now(),
  map: () => command.value?.map ?? null,
  language: (to: 'zh-CN' | 'en-US') => (text.global.locale.value = to),
  unmount: () => (shown.value = false),
  async open(): Promise<void> {
    const site = (await (await fetch('/api/v1/site')).json()) as Site
    pictureStore.replace(emptyPicture(site.cameras.length, site.teams.length))
    siteStore.site = site
    app.mount('#app')
  },
  incidents(incidents: Incident[]): void {
    const board = { ...emptyBoard(), outages: boardStore.board.outages }
    for (const incident of incidents) board.incidents.set(incident.id, incident)
    boardStore.replace(board)
  },
  /** Event mode with an approved event of these places, and people counted in zones. */
  gathering(matter: Matter, crowd: Board['gathering']['crowd']): void {
    const board = { ...emptyBoard(), mode: 'event' as const, gathering: { present: [], crowd } }
    board.matters.set(matter.id, matter)
    boardStore.replace(board)
  },
  /** Holiday mode, in which every post is expected, with this roster and these check-ins. */
  duty(duty: Board['duty']): void {
    boardStore.replace({ ...emptyBoard(), mode: 'holiday', duty })
  },
  outage(platform: string, lost: boolean): void {
    if (lost) boardStore.board.outages.set(platform, { platform, lostAt: clock.now(), lastHeardAt: clock.now(), reason: 'silent' })
    else boardStore.board.outages.delete(platform)
    boardStore.changed()
  },
  cameras(changes: [number, CameraStatus][]): void {
    const { cameraStatus, cameraAt } = pictureStore.picture
    for (const [camera, status] of changes) {
      cameraStatus[camera] = CAMERA_STATUSES.indexOf(status)
      cameraAt[camera] = clock.now()
    }
    pictureStore.changed({ cameras: changes.map(([camera]) => camera), units: [] })
  },
  noTeam(unit: number): void {
    pictureStore.picture.positions[unit] = null
    pictureStore.changed({ cameras: [], units: [unit] })
  },
  team(unit: number, lon: number, lat: number, headingDeg: number | null, ageMs: number): void {
    pictureStore.picture.positions[unit] = {
      lonE7: toE7(lon),
      latE7: toE7(lat),
      fixAt: clock.now() - ageMs,
      accuracyDm: 50,
      speedCmps: 120,
      headingDeg,
      source: 0,
    }
    pictureStore.changed({ cameras: [], units: [unit] })
  },
}
export type Probe = typeof probe
Object.assign(window, { probe })
