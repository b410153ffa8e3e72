import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addIncident, KNOWN_INCIDENT, matterCommand, playedMatters } from '../../tests/support/matterBuilders.ts'
import { at } from '../../tests/support/builders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { activeSchemes, runningPlans, runsFor, wantedAt } from '../emergency/runs.ts'
import { MATTER_TABLES } from '../matter/tables.ts'
import { METRES_PER_DEGREE } from '../site/geometry.ts'
import { RESOURCE_KINDS, type Resource } from '../site/types.ts'
import { nearestResources } from './nearest.ts'

const HERE = { lon: 113.725, lat: 34.775 }
const north = (id: string, kind: Resource['kind'], metres: number): Resource => (
  { id, kind, name: id, grid: 'grid-0', lon: HERE.lon, lat: HERE.lat + metres / METRES_PER_DEGREE })
const RESOURCES = [north('far', 'hydrant', 300), north('near', 'hydrant', 100), north('aed', 'aed', 200), north('boat', 'boat', 400)]
const found = (filter = {}) => nearestResources(HERE, { resources: RESOURCES }, { kinds: [], wanted: [], ...filter }).map(({ resource, distanceM, wanted }) => [resource, distanceM, wanted])

describe('RESOURCE-2: resources by nearness and kind', () => {
  it('stand nearest first with whole metres', () => {
    expect(found()).toEqual([['near', 100, false], ['aed', 200, false], ['far', 300, false], ['boat', 400, false]])
  })

  it('of one kind alone, and none of a kind there is none of', () => {
    expect(found({ kinds: ['hydrant'] })).toEqual([['near', 100, false], ['far', 300, false]])
    expect(found({ kinds: ['shelter'] })).toEqual([])
  })

  it('a metre nearer stands first, at one distance the pack\'s order stands', () => {
    const order = (a: number, b: number) => nearestResources(HERE, { resources: [north('a', 'aed', a), north('b', 'aed', b)] }).map(({ resource }) => resource)
    expect([order(101, 100), order(100, 100), order(100, 101)]).toEqual([['b', 'a'], ['a', 'b'], ['a', 'b']])
  })

  it('RESOURCE-3 before them the nearest of each wanted kind in the plan\'s order, each once', () => {
    expect(found({ wanted: ['boat', 'shelter', 'hydrant'] })).toEqual([['boat', 400, true], ['near', 100, true], ['aed', 200, false], ['far', 300, false]])
  })

  it('given any wanted kinds, then each resource stands there exactly once', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...RESOURCE_KINDS)), (wanted) => {
      expect(found({ wanted }).map(([id]) => id).sort()).toEqual(RESOURCES.map(({ id }) => id).sort())
    }))
  })
})

describe('PLAN-3 RESOURCE-3: what runs for an incident', () => {
  const site = smallSite()
  const stage = () => {
    const played = playedMatters({ tables: MATTER_TABLES, site })
    addIncident(played)
    const open = (kind: string, values: object) => played.command(matterCommand('open', { kind, matterId: `${kind}-1`, values: { ...values } }), at(0))
    const ofBoard = () => [...played.board.matters.values()]
    return { ...played, open, ofBoard }
  }
  const incident = { id: KNOWN_INCIDENT, kind: 'fire' } as const

  it('given none, then the plan for its kind says what is wanted; given one that runs for it, then that one; of another incident none', () => {
    const { open, ofBoard } = stage()
    const plans = site.plans.map((plan) => (plan.id === 'drowning' ? { ...plan, resources: ['boat', 'aed'] as const } : plan))
    expect(wantedAt(incident, ofBoard(), { plans })).toEqual(['hydrant'])
    expect(wantedAt({ ...incident, kind: 'flood' }, ofBoard(), { plans })).toEqual([])
    open('planRun', { plan: 'drowning', incident: KNOWN_INCIDENT })
    expect(wantedAt(incident, ofBoard(), { plans })).toEqual(['boat', 'aed'])
    expect(wantedAt({ ...incident, id: 'other' }, ofBoard(), { plans })).toEqual(['hydrant'])
  })

  it('SCHEME-1 given a scheme, when it is activated and lifted, then it is drawn exactly in between; the incident keeps naming it', () => {
    const { open, ofBoard, command } = stage()
    expect(activeSchemes(ofBoard(), site.schemes)).toEqual([])
    open('schemeRun', { scheme: 'scheme-0', reason: '火场', incident: KNOWN_INCIDENT })
    expect(activeSchemes(ofBoard(), site.schemes).map(({ of }) => of?.id)).toEqual(['scheme-0'])
    expect(runningPlans(ofBoard(), site.plans)).toEqual([])
    command(matterCommand('move', { matterId: 'schemeRun-1', command: 'lift', values: { reason: '解除' } }), at(1))
    expect(activeSchemes(ofBoard(), site.schemes)).toEqual([])
    expect(runsFor(ofBoard(), KNOWN_INCIDENT).map(({ state }) => state)).toEqual(['lifted'])
    expect(runsFor(ofBoard(), 'other')).toEqual([])
  })
})
