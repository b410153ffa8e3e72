import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { ComputedRef } from 'vue'
import type { Board } from '../../../shared/board.ts'
import { expectationOf } from '../../../shared/mode/expectation.ts'
import type { Mode } from '../../../shared/mode/types.ts'
import { lackOf, postsNow, type PostLack, type PostNow } from '../../../shared/post/state.ts'
import type { Site } from '../../../shared/site/types.ts'
import { watchAfterFrame } from '../afterFrame.ts'
import { FIGURES } from '../fonts.ts'
import { addIcon, drawPost, drawPostFlag, drawPostFoot, FLAG_HEIGHT } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import { districtSource } from '../sources.ts'

/** Side of a post's square in multiples of the smallest text. */
export const POST_REM = 1.3
/** Side of a flag's icon, whose lower left corner is the post's place, in multiples of the smallest text. */
export const FLAG_REM = 2.4

/** How a post stands out: nobody is there who should be, too few or others are, or it does not. */
export type PostLook = 'empty' | 'short' | 'calm'
const LOOKS: Readonly<Record<PostLack, PostLook>> = { all: 'empty', some: 'short' }

/** What the layer reads: of the board its mode and duty, of the clock its second, epoch ms. */
export interface PostInputs {
  readonly site: Pick<Site, 'posts' | 'modes' | 'teams'>
  readonly board: { readonly mode: Mode; readonly received: boolean; readonly board: Pick<Board, 'duty'> }
  readonly clock: { readonly second: number }
}

function lookOf(now: PostNow): PostLook {
  const lack = lackOf(now)
  return lack === null ? 'calm' : LOOKS[lack]
}

/** The looks of the posts as they are now, kept once for the layers that read them. */
export type PostLooks = ComputedRef<readonly PostLook[]>

/** The look of each post in the pack's order, as the panel of posts has it (MAP-6); before a board is here nothing is judged. */
export function postLooks({ site, board, clock }: PostInputs): PostLook[] {
  if (!board.received) return site.posts.map(() => 'calm')
  return postsNow(board.board.duty, site.posts, expectationOf(site, board.mode).posts, clock.second).map(lookOf)
}

/** The key posts: squares numbered in the pack's order; of one that lacks people only the foot of its flag, see `addPostFlags`. */
export function addPosts(map: MapLibre, { site, palette, rem }: MapInputs, looks: PostLooks): void {
  addIcon(map, 'post-calm', rem * POST_REM, drawPost(palette.panel, palette.text3))
  const colours = { empty: palette.missed, short: palette.due }
  for (const [look, colour] of Object.entries(colours)) {
    addIcon(map, `post-${look}`, rem * 2, drawPostFoot(colour))
    addIcon(map, `flag-${look}`, rem * FLAG_REM, drawPostFlag(palette.ground, colour, look === 'empty'))
  }
  map.addSource('posts', districtSource(postFeatures(site, looks.value)))
  map.addLayer({
    id: 'posts',
    source: 'posts',
    type: 'symbol',
    layout: {
      'icon-image': ['concat', 'post-', LOOK],
      'icon-allow-overlap': true,
      'text-field': ['case', CALM, ['get', 'number'], ''],
      'text-font': FIGURES,
      'text-size': rem,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.text2 },
  })
  watchAfterFrame(() => looks.value.join(), () => map.getSource<GeoJSONSource>('posts')?.setData(postFeatures(site, looks.value)))
}

const LOOK: ExpressionSpecification = ['get', 'look']
const CALM: ExpressionSpecification = ['==', LOOK, 'calm']

/** The flags of posts that lack people, from the source of `addPosts`; above the teams, since a team that passes does not staff a post (MAP-6). */
export function addPostFlags(map: MapLibre, { palette, rem }: MapInputs): void {
  map.addLayer({
    id: 'post-flags',
    source: 'posts',
    type: 'symbol',
    filter: ['!', CALM],
    layout: {
      'icon-image': ['concat', 'flag-', LOOK],
      'icon-anchor': 'bottom-left',
      'icon-allow-overlap': true,
      'text-field': ['get', 'number'],
      'text-font': FIGURES,
      'text-size': rem,
      'text-offset': [FLAG_REM / 4, FLAG_REM * (FLAG_HEIGHT / 2 - 1)],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.text },
  })
}

function postFeatures({ posts }: Pick<Site, 'posts'>, looks: readonly PostLook[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: posts.map(({ position: [lon, lat] }, i) => ({
      type: 'Feature', properties: { number: String(i + 1), look: looks[i] }, geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  }
}
