import { onScopeDispose, shallowRef } from 'vue'
import { emptyBoard, type Board } from '../../shared/board.ts'
import type { Space } from '../../shared/fact.ts'
import type { Health } from '../../shared/protocol/messages.ts'
import type { Span } from '../../shared/review/spans.ts'
import { freshness } from '../../shared/reading/freshness.ts'
import { originOf } from '../../shared/site/origin.ts'
import type { Site } from '../../shared/site/types.ts'
import { fetchSite, NotSignedIn } from '../link/fetchSite.ts'
import { toSignIn } from '../signIn/session.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useLinkStore } from '../stores/link.ts'
import { usePictureStore } from '../stores/picture.ts'
import { useSiteStore } from '../stores/site.ts'
import { useText } from '../text/useText.ts'
import { fetchAllFacts, fetchMoment, fetchReadings, ReviewFailed } from './api.ts'
import { Feed, type Went } from './feed.ts'
import { ownNow } from './ownNow.ts'
import { positionAt, type Player } from './player.ts'
import type { StageClock } from './stageClock.ts'
import { messageOf, tell, type FromStage, type ToStage } from './stageMessages.ts'

/** How often a stage that plays goes on, ms. */
const MOVE_MS = 250
/** What is loaded ahead: so much of the reader's own time, ms, and of the past at least and at most. */
const AHEAD_MS = 12_000
const LEAST_AHEAD_MS = 60_000
const MOST_AHEAD_MS = 900_000

/**
 * Fills the stores of the wall from the past, as the page around it says, until the calling scope ends. No socket is opened and
 * nothing can be sent.
 */
export function useStage(clock: StageClock) {
  const stores = { board: useBoardStore(), picture: usePictureStore(), link: useLinkStore(), site: useSiteStore(), clock: useClockStore() }
  const { language, switchLanguage } = useText()
  const shown = shallowRef(false)
  let site: Site | null = null
  let feed: Feed | null = null
  let stretch: Span = { from: 0, to: 0 }
  let space: Space = 'live'
  let player: Player | null = null
  /** Counts jumps: what was asked for before the last one is no longer of use. */
  let jumps = 0
  let jumping = false
  let loading = false

  const answer = (message: FromStage): void => tell(window.parent, message)

  function hear(event: MessageEvent): void {
    if (event.source !== window.parent) return
    const message = messageOf<ToStage>(event)
    if (message?.kind === 'speak' && message.language !== language.value) void switchLanguage()
    if (message?.kind === 'open') open(message.stretch, message.space as Space)
    if (message?.kind === 'go') {
      player = message.player
      move()
    }
  }

  function open(next: Span, ofSpace: Space): void {
    if (site === null) return
    stretch = next
    space = ofSpace
    feed = new Feed(site, originOf(site), space)
    jumps += 1
    jumping = false
    loading = false
  }

  /** Goes where the player stands: on, if that is near and ahead, else by asking for the moment itself. */
  function move(): void {
    if (feed === null || player === null || jumping) return
    const { seq } = player
    const t = positionAt(player, ownNow())
    const waitMs = player.playing ? aheadMs(player) : 0
    const isAhead = seq === null ? t >= feed.t && t <= feed.loadedTo + waitMs : feed.reaches(seq)
    if (feed.loadedTo === 0 || !isAhead) return void jump(feed, seq === null ? { t } : { seq })
    show(feed.goTo(t, seq), feed, t)
    void loadAhead(feed, player)
  }

  async function jump(into: Feed, asked: { readonly t: number } | { readonly seq: number }): Promise<void> {
    const mine = (jumps += 1)
    const startedAt = performance.now()
    jumping = true
    const moment = await fetchMoment(asked, space).catch(fail)
    if (mine !== jumps) return
    jumping = false
    if (moment === null) return
    into.show(moment)
    clock.t = into.t
    stores.board.replace(liveOf(into.board))
    stores.board.show(space)
    stores.picture.replace(into.picture)
    stores.picture.changed('all')
    tellTime(into)
    shown.value = true
    answer({ kind: 'shown', t: into.t, seq: into.board.seq, waiting: false, jumpMs: performance.now() - startedAt })
    if (player?.playing === true || stands(asked)) move()
  }

  /** Was another moment asked for meanwhile? */
  function stands(asked: { readonly t: number } | { readonly seq: number }): boolean {
    if (player === null) return false
    return 'seq' in asked ? player.seq !== asked.seq : player.seq !== null || player.at !== asked.t
  }

  function show({ facts, readings }: Went, from: Feed, asked: number): void {
    clock.t = from.t
    if (facts > 0) stores.board.changed()
    if (readings.cameras.length + readings.units.length > 0) stores.picture.changed(readings)
    tellTime(from)
    answer({ kind: 'shown', t: from.t, seq: from.board.seq, waiting: asked > from.t, jumpMs: null })
  }

  function tellTime(from: Feed): void {
    const { link } = stores
    link.state = 'replay'
    link.heardAt = from.t
    link.beat = { now: from.t, journal: '', site: site?.version ?? '', seq: from.board.seq, tick: 0, health: healthOf(from, site) }
    stores.clock.sync()
  }

  async function loadAhead(into: Feed, { rate, playing }: Player): Promise<void> {
    const ahead = aheadMs({ rate })
    if (loading || !playing || into.loadedTo >= stretch.to || into.loadedTo - into.t > ahead / 2) return
    loading = true
    const mine = jumps
    const next = { from: into.loadedTo, to: Math.min(stretch.to, Math.floor(into.t + ahead)) }
    const came = await Promise.all([fetchAllFacts(next, space, { after: into.lastSeq, drills: space === 'live' }), fetchReadings(next)]).catch(fail)
    loading = false
    if (mine !== jumps || came === null) return
    into.load(next, came[0], came[1])
    move()
  }

  function fail(error: unknown): null {
    answer({ kind: 'failed', code: error instanceof ReviewFailed ? error.code : 'failed' })
    if (!(error instanceof ReviewFailed)) throw error
    return null
  }

  function begin(pack: Site): void {
    site = pack
    stores.site.site = pack
    answer({ kind: 'ready' })
  }

  addEventListener('message', hear)
  const timer = setInterval(() => player?.playing === true && move(), MOVE_MS)
  fetchSite().then(begin, (error: unknown) => {
    if (error instanceof NotSignedIn) toSignIn(window.parent.location)
    else answer({ kind: 'failed', code: 'away' })
  })
  onScopeDispose(() => {
    removeEventListener('message', hear)
    clearInterval(timer)
  })
  return { shown }
}

/** The live board that stands behind a board looked at: of what really happened meanwhile a drill's replay knows nothing. */
function liveOf(board: Board): Board {
  return board.space === 'live' ? board : { ...emptyBoard(), drills: new Map([[board.space, board]]) }
}

/**
 * What is known of sources and platforms then. Heartbeats are not recorded: of a platform whose cameras told nothing lately and
 * which the record does not have as lost, nothing is said. The server's own state is not recorded; a wall in a replay does not
 * show it.
 */
function healthOf({ board, t, sources, sourceHeard, platformHeard }: Feed, site: Site | null): Health {
  const intervalMs = Math.max(site?.positionIntervalMs ?? 0, ...(site?.platforms.map(({ heartbeatMs }) => heartbeatMs) ?? []))
  const kindOf = (id: string): 'mqtt' | 'simulator' | 'http' => (id === 'mqtt' || id === 'simulator' ? id : 'http')
  return {
    demo: sources.includes('simulator') || [...board.incidents.values()].some(({ source }) => source === 'simulator'),
    sources: sources.map((id) => ({ id, kind: kindOf(id), heardAt: sourceHeard.get(id) ?? 0, intervalMs, connected: null })),
    platforms: site?.platforms.flatMap(({ id, heartbeatMs: intervalMs }) => {
      const heardAt = board.outages.get(id)?.lastHeardAt ?? platformHeard.get(id) ?? 0
      return board.outages.has(id) || freshness(heardAt, t, intervalMs) === 'fresh' ? [{ id, heardAt, intervalMs }] : []
    }) ?? [],
    walls: 0, journalWritable: true, refused: 0, startedAt: 0,
  }
}

function aheadMs({ rate }: Pick<Player, 'rate'>): number {
  return Math.min(MOST_AHEAD_MS, Math.max(LEAST_AHEAD_MS, rate * AHEAD_MS))
}
