import { onScopeDispose, watch } from 'vue'
import { originOf } from '../../shared/site/origin.ts'
import type { Site } from '../../shared/site/types.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useLinkStore } from '../stores/link.ts'
import { usePictureStore } from '../stores/picture.ts'
import { usePresenceStore } from '../stores/presence.ts'
import { useSiteStore } from '../stores/site.ts'
import { pageStorage } from '../pageStorage.ts'
import { isSignedOut, toSignIn } from '../signIn/session.ts'
import type { DrillHeard } from '../../shared/protocol/drillSchemas.ts'
import { ask } from './ask.ts'
import { fetchSite, NotSignedIn } from './fetchSite.ts'
import { openLink, type Link } from './link.ts'
import { forgetReload, reloadOnce } from './reloadOnce.ts'

/** Between tries to fetch the site pack, ms. */
const FETCH_AGAIN_MS = 1_000

/**
 * Fills the stores from the server from now until the calling scope ends: the site pack over HTTP, then the live
 * link. Never gives up; what is wrong stands in the link store.
 * Who is not signed in, or no longer, is shown where to do so.
 */
export function startLink(): void {
  let link: Link | null = null
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const siteStore = useSiteStore()
  const presence = usePresenceStore()
  const fill = createListener(() => begin())

  function look(): void {
    if (presence.looking !== undefined) link?.look(presence.looking)
  }

  function begin(): void {
    link?.close()
    fetchSite().then(
      (site) => {
        if (ended) return
        siteStore.site = site
        link = openLink({ url: undefined, site: toReplicaSite(site), listener: fill, ownNow })
        look()
      },
      (error: unknown) => {
        if (ended) return
        if (error instanceof NotSignedIn) return toSignIn(location)
        fill.silent()
        timer = setTimeout(begin, FETCH_AGAIN_MS)
      },
    )
  }

  begin()
  watch(() => presence.looking, look)
  askHeard(() => ended)
  onScopeDispose(() => {
    ended = true
    clearTimeout(timer)
    link?.close()
  })
}

/** Asks where silent teams of the drill that is looked at were heard last, where this page did not see it (DRILL-9). */
function askHeard(hasEnded: () => boolean): void {
  const board = useBoardStore()
  const picture = usePictureStore()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(): Promise<void> {
    clearTimeout(timer)
    const { space } = board
    if (!picture.missing || space === 'live' || hasEnded()) return
    const heard = await ask<DrillHeard>('GET', `/drills/${space.slice('drill:'.length)}/heard`)
    if (hasEnded()) return
    if (heard.ok && board.space === space) picture.recall(heard.body.heard)
    if (picture.missing) timer = setTimeout(() => void look(), FETCH_AGAIN_MS)
  }

  watch(() => [picture.missing, board.space], () => void look())
}

function ownNow(): number {
  return performance.timeOrigin + performance.now()
}

function toReplicaSite(site: Site): Parameters<typeof openLink>[0]['site'] {
  return { version: site.version, cameras: site.cameras.length, units: site.teams.length, origin: originOf(site) }
}

function createListener(fetchAgain: () => void): Parameters<typeof openLink>[0]['listener'] {
  const board = useBoardStore()
  const picture = usePictureStore()
  const clock = useClockStore()
  const link = useLinkStore()
  const presence = usePresenceStore()
  return {
    joined(replica) {
      forgetReload(pageStorage())
      board.replace(replica.board)
      picture.replace(replica.picture)
    },
    facts: () => board.changed(),
    viewers: (viewers) => (presence.viewers = viewers),
    readings: (changed) => picture.changed(changed),
    beat(beat) {
      clock.serverClock.hear(ownNow(), beat.now)
      clock.sync()
      link.beat = beat
      link.heardAt = beat.now
      link.offsetMs = clock.serverClock.offsetMs
      link.state = 'live'
    },
    clockSample(sentAt, receivedAt, serverNow) {
      clock.serverClock.sample(sentAt, receivedAt, serverNow)
      clock.sync()
      link.roundTripMs = clock.serverClock.roundTripMs
      link.offsetMs = clock.serverClock.offsetMs
    },
    silent() {
      presence.viewers = []
      if (link.state === 'live') link.state = 'stale'
      void isSignedOut().then((out) => out && toSignIn(location))
    },
    outdated(protocol) {
      if (!reloadOnce(protocol, pageStorage(), () => location.reload())) link.state = 'outdated'
    },
    otherSite: fetchAgain,
  }
}
