import { computed, onScopeDispose, shallowRef } from 'vue'
import type { BoardFact } from '../../shared/board.ts'
import type { MarkedSpan, Span } from '../../shared/review/spans.ts'
import { fetchAllFacts, fetchMarks, ReviewFailed } from './api.ts'
import { readAddress, stretchOf, writeAddress, type ReviewAddress } from './address.ts'
import { ownNow } from './ownNow.ts'
import { atRate, beside, jump, newPlayer, pause, placeOf, play, positionAt, step, type Player, type Rate } from './player.ts'

const HOUR_MS = 3_600_000
/** How often the time line follows a replay that plays, ms. */
const FOLLOW_MS = 100

/** One stretch that is replayed: what happened in it, and what of it is missing. */
export interface Lane {
  readonly stretch: Span
  readonly space: string
  readonly facts: readonly BoardFact[]
  readonly marks: readonly MarkedSpan[]
}

/** The replay that an address opens, and its player; all moments epoch ms. Ends with the calling scope. */
export function useReplay() {
  const address = shallowRef<ReviewAddress>(withStretch(readAddress(location.search), ownNow()))
  const player = shallowRef<Player>(newPlayer(stretchOf(address.value) as Span, address.value.at, ownNow()))
  const lanes = shallowRef<readonly Lane[]>([])
  const failed = shallowRef<string | null>(null)
  const at = shallowRef(player.value.at)

  /** The player of each lane: the second one as long after its start as the first (REPLAY-5). */
  const players = computed(() => lanes.value.map(({ stretch }, place) => (place === 0 ? player.value : besideOf(player.value, stretch))))

  async function open(next: ReviewAddress): Promise<void> {
    address.value = withStretch(next, ownNow())
    const stretch = stretchOf(address.value) as Span
    set(newPlayer(stretch, address.value.at, ownNow()))
    const asked = [{ stretch, space: next.space }]
    if (next.beside !== null) asked.push({ stretch: { from: next.beside, to: next.beside + stretch.to - stretch.from }, space: next.besideSpace })
    lanes.value = asked.map((each) => ({ ...each, facts: [], marks: [] }))
    failed.value = null
    try {
      lanes.value = await Promise.all(asked.map(async (each) => ({ ...each, facts: await fetchAllFacts(each.stretch, each.space), marks: [] })))
      lanes.value = await Promise.all(lanes.value.map(async (lane) => ({ ...lane, marks: await fetchMarks(lane.stretch, lane.space) })))
    } catch (error) {
      if (!(error instanceof ReviewFailed)) throw error
      failed.value = error.code
    }
  }

  function set(next: Player): void {
    player.value = next
    at.value = positionAt(next, ownNow())
    keepAddress()
  }

  /** What stands is opened again by a reload, and by whoever gets the link. */
  function keepAddress(): void {
    address.value = { ...address.value, at: Math.floor(at.value) }
    history.replaceState(null, '', `${location.pathname}${writeAddress(address.value)}${location.hash}`)
  }

  const timer = setInterval(() => {
    if (!player.value.playing) return
    at.value = positionAt(player.value, ownNow())
    if (at.value >= player.value.stretch.to) set(pause(player.value, ownNow()))
  }, FOLLOW_MS)
  onScopeDispose(() => clearInterval(timer))

  const facts = computed(() => lanes.value[0]?.facts ?? [])
  const place = computed(() => placeOf({ at: at.value, seq: player.value.seq }, facts.value))
  return {
    address, player, players, lanes, at, failed, facts, place, open,
    toggle: () => set(player.value.playing ? pause(player.value, ownNow()) : play(player.value, ownNow())),
    jumpTo: (moment: number) => set(jump(player.value, moment, ownNow())),
    jumpBy: (ms: number) => set(jump(player.value, positionAt(player.value, ownNow()) + ms, ownNow())),
    stepBy: (by: 1 | -1) => set(step(player.value, by, facts.value, ownNow())),
    setRate: (rate: Rate) => set(atRate(player.value, rate, ownNow())),
  }
}

/** An address that names no stretch opens the last hour, or the half hours about the moment it names. */
function withStretch(address: ReviewAddress, now: number): ReviewAddress {
  if (stretchOf(address) !== null) return address
  const to = address.at === null ? Math.floor(now) : Math.min(Math.floor(now), address.at + HOUR_MS / 2)
  return { ...address, from: address.from !== null && address.from < to ? address.from : to - HOUR_MS, to }
}

function besideOf(player: Player, stretch: Span): Player {
  return { ...player, stretch, at: beside(player.at, player.stretch, stretch), seq: null }
}
