import { describe, expect, it } from 'vitest'
import { lineOf, problemsOf, smallPackTexts, told, type SmallPack } from '../../tests/support/sitePack.ts'

function problemsAfter(change: (pack: SmallPack) => void): string[] {
  return told(problemsOf(smallPackTexts(change)))
}
const plan = (pack: SmallPack) => pack.plans.plans[0]!

describe('SITE-12 a special plan names what is there', () => {
  it.each([
    ['kind of incident', 'war', 'kind', (pack: SmallPack) => { plan(pack).kind = 'war' }],
    ['department', 'army', 'steps[0].owner', (pack: SmallPack) => { plan(pack).steps[0]!.owner = 'army' }],
    ['kind of resource', 'tank', 'resources[0]', (pack: SmallPack) => { plan(pack).resources[0] = 'tank' }],
    ['scheme', 'S9', 'schemes[0]', (pack: SmallPack) => { plan(pack).schemes[0] = 'S9' }],
  ])('an unknown %s “%s” is told at %s with its line', (what, id, field, change) => {
    const line = lineOf(smallPackTexts(change)['plans.json'], `"${id}"`)
    expect(problemsAfter(change)).toEqual([`plans.json:${line} plans[0].${field}: unknown ${what} “${id}”`])
  })

  it('takes headquarters as owner, and refuses a step or a plan twice and a time of zero', () => {
    expect(problemsAfter((pack) => { plan(pack).steps[0]!.owner = null })).toEqual([])
    expect(problemsAfter((pack) => { plan(pack).steps[1]!.id = 'call' })).toEqual([expect.stringContaining('plans[0].steps[1].id: “call” is taken already in this plan')])
    expect(problemsAfter((pack) => { pack.plans.plans.push(structuredClone(plan(pack))) })).toEqual([expect.stringMatching(/plans\[1\]\.id: “fire” is taken already \(plans\.json:\d+\)/)])
    expect(problemsAfter((pack) => { plan(pack).steps[0]!.dueMinutes = 0 })).toEqual([expect.stringMatching(/^plans\.json:\d+ plans\[0\]\.steps\[0\]\.dueMinutes: must be > 0$/)])
  })
})

describe('SITE-13 schemes and resources are checked like cameras', () => {
  it('tells a resource outside the bounds, in another grid, of an unknown grid or kind, and twice', () => {
    const added = (...rows: string[]) => problemsAfter(({ resources }) => resources.push(...rows))
    expect(added('Z3,栓,hydrant,G1,113.9,34.772')).toEqual([expect.stringMatching(/^resources\.csv:4 lon, lat: .*outside the site's bounds/)])
    expect(added('Z3,栓,hydrant,G1,113.735,34.772')).toEqual([expect.stringMatching(/^resources\.csv:4 lon, lat: lies in grid G2, not in G1/)])
    expect(added('Z3,栓,hydrant,G9,113.722,34.773')).toEqual(['resources.csv:4 grid: unknown grid “G9”'])
    expect(added('Z3,栓,pump,G1,113.722,34.773')).toEqual([expect.stringMatching(/^resources\.csv:4 kind: must be one of hydrant/)])
    expect(added('Z1,栓,hydrant,G1,113.722,34.773')).toEqual(['resources.csv:4 id: “Z1” is taken already (line 2)'])
    expect(added('Z3,消火栓 1号,hydrant,G1,113.722,34.772')).toEqual(['resources.csv:4 lon, lat: the same kind, name and place stand in line 2'])
    expect(added('Z3,消火栓 2号,hydrant,G1,113.722,34.772')).toEqual([])
  })

  it('tells a scheme\'s line or gate outside the bounds; on the edge it is inside', () => {
    const moved = (lon: number) => problemsAfter(({ schemes }) => { schemes.features[0]!.properties.gates[0]![0] = lon })
    expect(moved(113.74)).toEqual([])
    expect(moved(113.740001)).toEqual([expect.stringMatching(/^schemes\.geojson:\d+ features\[0\]\.properties\.gates\[0\]: .*outside the site's bounds/)])
  })

  it('a pack without these files has none of them', () => {
    const { 'plans.json': _p, 'schemes.geojson': _s, 'resources.csv': _r, ...rest } = smallPackTexts()
    expect(told(problemsOf(rest))).toEqual([])
  })
})
