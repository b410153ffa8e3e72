import type { Feature, FeatureCollection, Polygon } from 'geojson'
import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { emptyBoard } from '../../../shared/board.ts'
import { COUNT_INTERVAL_MS } from '../../../shared/event/crowd.ts'
import type { Level } from '../../../shared/incident/kinds.ts'
import type { Incident } from '../../../shared/incident/types.ts'
import { nearestResources } from '../../../shared/resource/nearest.ts'
import type { Mode } from '../../../shared/mode/types.ts'
import { PREJUDGE_BEFORE_MS } from '../../../shared/matter/kinds/names.ts'
import type { Matter, MatterValues } from '../../../shared/matter/types.ts'
import { UNATTENDED_AFTER_MS } from '../../../shared/post/state.ts'
import type { TakenScene } from '../../../shared/scene/types.ts'
import { distanceM } from '../../../shared/site/geometry.ts'
import type { Resource } from '../../../shared/site/types.ts'
import { at, boardOf, firstIncident, reportedFact } from '../../../tests/support/builders.ts'
import { addMeeting, playedMatters } from '../../../tests/support/matterBuilders.ts'
import { smallSite } from '../../../tests/support/site.ts'
import { gatheringFeatures, gatheringLooks } from './gathering.ts'
import { postLooks } from './posts.ts'
import { nearFocus, resourceFeatures } from './resources.ts'
import { schemeFeatures } from './schemes.ts'

const NOW = at(0)
const SITE = smallSite()
const kinds = ({ features }: FeatureCollection): string[] => features.map(({ geometry }) => geometry.type)

describe('SCHEME-1: features of the schemes', () => {
  it('are the lines by what is done along them and the gates of those given, none of none', () => {
    const [closed, walk] = SITE.schemes
    expect(schemeFeatures([])).toEqual({ type: 'FeatureCollection', features: [] })
    const both = schemeFeatures([closed!, walk!])
    expect(both.features.map(({ properties }) => properties!['form'])).toEqual(['closedRoad', 'gate', 'oneWayWalk', 'gate'])
    expect(kinds(both)).toEqual(['MultiLineString', 'MultiPoint', 'MultiLineString', 'MultiPoint'])
    expect(both.features[0]!.geometry).toEqual({ type: 'MultiLineString', coordinates: closed!.lines })
    expect(both.features[3]!.geometry).toEqual({ type: 'MultiPoint', coordinates: walk!.gates })
  })
})

describe('EVENT-3 CROWD-2: features of a gathering', () => {
  const PLACE = { lon: 113.725, lat: 34.775 }
  const EVENT = { difficultAreas: [{ name: '瓶颈', radiusM: 30, ...PLACE }], deployment: [{ name: 'police', radiusM: 20, ...PLACE }, { name: 'team-1', radiusM: 20, ...PLACE }, { name: '志愿者', radiusM: 20, ...PLACE }] }

  function features(mode: Mode, values: MatterValues | null, state = 'live', language: 'zh' | 'en' = 'zh', over: Partial<{ takenScene: TakenScene; ofWall: boolean }> = {}): FeatureCollection {
    const played = playedMatters()
    if (values !== null) addMeeting(played, { kind: 'event', state, values: { startsAt: NOW, ...values } } as Partial<Matter>)
    const crowd = [{ zone: 'zone-0', count: 1_200, at: NOW, source: 's' }, { zone: 'zone-1', count: 250, at: NOW, source: 's' }]
    const board = { matters: played.board.matters, gathering: { ...emptyBoard().gathering, crowd } }
    const { takenScene = null, ofWall = true } = over
    return gatheringFeatures({ site: SITE, board: { mode, takenScene, board }, clock: { second: NOW }, language: ref(language), ofWall })
  }
  const words = ({ features: all }: FeatureCollection): unknown[] => all.flatMap(({ properties }) => properties?.['words'] ?? [])
  const looks = ({ features: all }: FeatureCollection): unknown[] => all.filter(({ geometry }) => geometry.type === 'Polygon').map(({ properties }) => properties!['look'])

  const OTHER_MODES = ['normal', 'holiday', 'emergency'] as const

  it('EVENT-8 are those of a live event in every mode, with the zones, and on a wall the deployment in the event scene alone', () => {
    const all = features('event', EVENT)
    const takenScene = { scene: 'event', seq: 1, at: NOW, by: 'duty-1' } as const
    for (const mode of OTHER_MODES) {
      expect(features(mode, EVENT).features).toEqual(all.features.filter(({ properties }) => properties!['look'] !== 'deployed'))
      for (const over of [{ takenScene }, { ofWall: false }]) expect(features(mode, EVENT, 'live', 'zh', over)).toEqual(all)
    }
    expect(looks(features('event', EVENT, 'live', 'zh', { takenScene: { ...takenScene, scene: 'normal' } }))).not.toContain('deployed')
  })

  it('EVENT-8 outside event mode are the places of a prepared event, and of an approved one from when pre-judging is due, without the zones', () => {
    const early = (startsAt: number) => ({ ...EVENT, startsAt })
    for (const mode of OTHER_MODES) {
      expect(looks(features(mode, early(NOW + 2 * PREJUDGE_BEFORE_MS), 'prepared', 'zh', { ofWall: false }))).toEqual(['difficult', 'deployed', 'deployed', 'deployed'])
      expect(words(features(mode, early(NOW + PREJUDGE_BEFORE_MS), 'approved'))[0]).toBe('瓶颈')
      expect(features(mode, early(NOW + PREJUDGE_BEFORE_MS + 1), 'approved').features).toEqual([])
      for (const state of ['applied', 'assessed']) expect(features(mode, EVENT, state).features).toEqual([])
    }
    expect(words(features('event', early(NOW + PREJUDGE_BEFORE_MS + 1), 'approved'))).toContain('瓶颈')
  })

  it('are the zones by their load with the share beside their name, uncounted ones by name alone', () => {
    const zones = features('event', null)
    expect(kinds(zones)).toEqual(SITE.zones.flatMap(() => ['Polygon', 'Point']))
    expect(looks(zones)).toEqual(['over', 'calm', 'unknown'])
    expect(words(zones)).toEqual(['区域0\n120%', '区域1\n25%', '区域2'])
  })

  it('EVENT-8 are difficult areas by their words and the deployment as positions of departments and teams, in the language shown', () => {
    expect(looks(features('event', EVENT)).slice(3)).toEqual(['difficult', 'deployed', 'deployed', 'deployed'])
    expect(words(features('event', EVENT)).slice(3)).toEqual(['瓶颈', '公安部署位', '队1部署位', '志愿者'])
    expect(words(features('event', EVENT, 'live', 'en')).slice(4, 6)).toEqual(['Police position', 'Team 1 position'])
    expect(looks(features('event', EVENT, 'applied'))).toHaveLength(SITE.zones.length)
  })

  it('are told apart by the legend exactly as far as they are drawn', () => {
    const looksIn = (mode: Mode, crowd: readonly number[], event: boolean) => {
      const played = playedMatters()
      if (event) addMeeting(played, { kind: 'event', state: 'live', values: { startsAt: NOW, ...EVENT } } as Partial<Matter>)
      const counts = crowd.map((count, i) => ({ zone: `zone-${i}`, count, at: NOW, source: 's' }))
      return gatheringLooks({ site: SITE, board: { mode, takenScene: null, board: { matters: played.board.matters, gathering: { present: [], crowd: counts } } }, clock: { second: NOW }, language: ref('zh' as const), ofWall: true })
    }
    expect(looksIn('normal', [1_200], false)).toEqual([])
    expect(looksIn('normal', [1_200], true)).toEqual(['zone', 'over', 'difficult'])
    expect(looksIn('event', [], false)).toEqual(['zone'])
    expect(looksIn('event', [1_000, 250], false)).toEqual(['zone', 'filling'])
    expect(looksIn('event', [1_001, 900], true)).toEqual(['zone', 'filling', 'over', 'difficult', 'deployed'])
  })

  it('are circles as wide as they say, closed', () => {
    const circle = features('event', EVENT).features[6] as Feature<Polygon>
    const [ring] = circle.geometry.coordinates
    expect(ring![0]).toEqual(ring!.at(-1))
    for (const [lon, lat] of ring!) expect(distanceM([lon!, lat!], [PLACE.lon, PLACE.lat])).toBeCloseTo(30, 0)
  })

  it('say nothing of a count that is too old to be one', () => {
    const later = gatheringFeatures({
      site: SITE, language: ref('zh' as const), ofWall: true, clock: { second: NOW + 100 * COUNT_INTERVAL_MS },
      board: { mode: 'event', takenScene: null, board: { matters: new Map(), gathering: { present: [], crowd: [{ zone: 'zone-0', count: 1_200, at: NOW, source: 's' }] } } },
    })
    expect(later.features[0]!.properties!['look']).toBe('unknown')
    expect(later.features[1]!.properties).toMatchObject({ words: '区域0' })
  })
})

describe('MAP-6: looks of the posts', () => {
  const shift = (post: string) => ({ post, startsAt: NOW - 60 * 60_000, endsAt: NOW + 60 * 60_000, unit: null, role: 'guard' as const, count: 2 })
  const came = (post: string, count: number, minutesAgo: number, to: number | null = null) => ({ seq: 1, post, unit: null, role: 'guard' as const, count, by: 'x', from: NOW - minutesAgo * 60_000, to })
  const ids = ['never came', 'left', 'too few', 'there']
  const site = { ...SITE, posts: ids.map((id) => ({ ...SITE.posts[0]!, id })) }
  const duty = {
    roster: { seq: 1, setAt: 0, by: 'x', shifts: ids.map(shift) },
    presences: [came('left', 2, 50, NOW - UNATTENDED_AFTER_MS - 1), came('too few', 1, 50), came('there', 2, 50)],
  }
  const looks = (mode: Mode, received: boolean, second = NOW) => postLooks({ site, board: { mode, received, board: { duty } }, clock: { second } })

  it('stand out where nobody is who should be, or too few are, and only in a mode that expects them', () => {
    expect(looks('holiday', true)).toEqual(['empty', 'empty', 'short', 'calm'])
    // One millisecond earlier it was allowed to stand empty still.
    expect(looks('holiday', true, NOW - 1)).toEqual(['empty', 'calm', 'short', 'calm'])
    expect(looks('normal', true)).toEqual(['calm', 'calm', 'calm', 'calm'])
    expect(looks('holiday', false)).toEqual(['calm', 'calm', 'calm', 'calm'])
  })
})

describe('RESOURCE-4 RESOURCE-5: features of the resources', () => {
  it('are one point each by kind, without those drawn elsewhere', () => {
    const all = resourceFeatures(SITE.resources, [])
    expect(all.features).toHaveLength(SITE.resources.length)
    const [first] = SITE.resources
    expect(all.features[0]).toEqual({ type: 'Feature', properties: { kind: first!.kind }, geometry: { type: 'Point', coordinates: [first!.lon, first!.lat] } })
    expect(resourceFeatures(SITE.resources, [first!.id]).features).toHaveLength(SITE.resources.length - 1)
  })

  const near = (id: string, kind: Resource['kind'], north: number): Resource => ({ id, kind, name: id, grid: 'grid-0', lon: 113.725, lat: 34.775 + north })
  const resources = [near('h-far', 'hydrant', 0.002), near('h-near', 'hydrant', 0.001), near('boat', 'boat', 0.0001), near('h-south', 'hydrant', -0.004)]
  const base = firstIncident(boardOf([reportedFact()]))
  const incident = (id: string, level: Level, minutesAgo: number, over: Partial<Incident> = {}): Incident => ({ ...base, id, level, reportedAt: NOW - minutesAgo * 60_000, startedAt: NOW - minutesAgo * 60_000, ...over })
  const focus = (incidents: readonly Incident[], mode: Mode = 'normal', taken: 'emergency' | null = null): string[] => nearFocus({
    site: { ...SITE, resources }, clock: { second: NOW },
    board: { mode, activeIncidents: [...incidents], matters: [], takenScene: taken === null ? null : { scene: taken, seq: 1, at: NOW, by: 'duty-1' } },
  })

  it('stand out nearest of each kind the plan wants, as the server puts them first, and none without an incident or a plan', () => {
    expect(focus([])).toEqual([])
    expect(focus([incident('a', 'III', 1)])).toEqual(['h-near'])
    const first = nearestResources(base.position, { resources }, { kinds: [], wanted: ['hydrant'] }).filter(({ wanted }) => wanted).map(({ resource }) => resource)
    expect(focus([incident('a', 'III', 1)])).toEqual(first)
    expect(focus([incident('a', 'III', 1, { kind: 'trafficJam' })])).toEqual([])
  })

  it('are of the most urgent incident, in the emergency scene of the gravest, whether by mode or taken', () => {
    const south = { ...base.position, lat: 34.771 }
    const both = [incident('urgent', 'III', 2), incident('grave', 'II', 1, { position: south })]
    expect(focus(both)).toEqual(['h-near'])
    expect(focus(both, 'emergency')).toEqual(['h-south'])
    expect(focus(both, 'normal', 'emergency')).toEqual(['h-south'])
  })
})
