import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { useBoardStore } from '../../../../client/stores/board.ts'
import { useClockStore } from '../../../../client/stores/clock.ts'
import { useLinkStore } from '../../../../client/stores/link.ts'
import { usePictureStore } from '../../../../client/stores/picture.ts'
import { useSiteStore } from '../../../../client/stores/site.ts'
import { createText } from '../../../../client/text/i18n.ts'
import { firstLanguage, wordsOf } from '../../../../client/text/language.ts'
import '../../../../client/theme/fonts.css'
import '../../../../client/theme/root.css'
import '../../../../client/theme/tokens.css'
import WallPage from '../../../../client/wall/WallPage.vue'
import { MODES, type Mode } from '../../../../shared/mode/types.ts'
import { busyBoard, calmBoard, inMode, sceneHealth, scenePicture, sceneSite } from './scene.ts'

/** `?variant=busy|calm|stale|connecting`, `&incidents=0…7`, `&alarms=` for a flood of so many, `&plans=all` for every plan running, `&lang=en`, `&mode=` with teams and posts as that mode has them. */
const query = new URLSearchParams(location.search)
const variant = query.get('variant') ?? 'busy'
const pinia = createPinia()
const language = firstLanguage(query, null)
const app = createApp(WallPage).use(pinia).use(createText(language, await wordsOf(language)))

const site = sceneSite()
let mode: Mode = MODES.find((each) => each === query.get('mode')) ?? 'normal'

if (variant !== 'connecting') open()
app.mount('#app')

function open(): void {
  const now = useClockStore(pinia).now()
  useSiteStore(pinia).site = site
  showBoard(now)
  const link = useLinkStore(pinia)
  link.roundTripMs = 9
  link.offsetMs = 3
  hear()
  setInterval(hear, 1_000)
}

function showBoard(now: number): void {
  const board = variant === 'calm' ? calmBoard(now) : busyBoard(site, now, Number(query.get('incidents') ?? 7), { flood: Number(query.get('alarms') ?? 0), allPlans: query.get('plans') === 'all' })
  useBoardStore(pinia).replace(inMode(site, board, mode, now))
}

/** Another mode, as its fact would bring it. */
Object.assign(window, {
  showMode(next: Mode): void {
    mode = next
    showBoard(useClockStore(pinia).now())
  },
})

/** A second of the live feed: ages stay as the scene has them, unless it has stopped. */
function hear(): void {
  const link = useLinkStore(pinia)
  const now = useClockStore(pinia).now()
  usePictureStore(pinia).replace(scenePicture(site, now))
  link.beat = { now, journal: 'scene', site: site.version, seq: 1, tick: 1, health: sceneHealth(now, variant === 'calm') }
  link.heardAt = variant === 'stale' ? now - 12_000 : now
  link.state = variant === 'stale' ? 'stale' : 'live'
}
