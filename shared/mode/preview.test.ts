import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallSite } from '../../tests/support/site.ts'
import { expectationOf, SCENES, type ModeExpectation, type ModeTable } from './expectation.ts'
import { previewSwitch } from './preview.ts'
import { MODES } from './types.ts'

const SITE = smallSite()
const chosen = (ids: readonly string[]) => fc.oneof(fc.constant('all' as const), fc.subarray([...ids]))
const anyExpectation: fc.Arbitrary<ModeExpectation> = fc.record({
  posts: chosen(SITE.posts.map(({ id }) => id)),
  teams: chosen(SITE.teams.map(({ id }) => id)),
  thresholds: fc.record({
    positionIntervalMs: fc.constantFrom(1_000, 5_000), corridorM: fc.constantFrom(null, 20, 40), dwellMs: fc.constantFrom(0, 60_000),
    serviceabilityLine: fc.constantFrom(0.98, 0.99), crowdLine: fc.constantFrom(0.8, 1),
  }),
  roster: fc.boolean(),
  scene: fc.constantFrom(...SCENES),
})
const anyTable: fc.Arbitrary<ModeTable> = fc.record({
  normal: anyExpectation, holiday: anyExpectation, event: anyExpectation, emergency: anyExpectation,
})

describe('MODE-1 the preview of a switch', () => {
  it('is the difference of the two modes: what is expected now and changed as it says is what will be expected', () => {
    fc.assert(fc.property(anyTable, fc.constantFrom(...MODES), fc.constantFrom(...MODES), (modes, from, to) => {
      const site = { ...SITE, modes }
      const [now, then] = [expectationOf(site, from), expectationOf(site, to)]
      const { posts, teams, thresholds, roster, scene } = previewSwitch({ mode: from, scene: null }, site, to)
      for (const [moved, before, after] of [[posts, now.posts, then.posts], [teams, now.teams, then.teams]] as const) {
        expect([...before.filter((id) => !moved.dropped.includes(id)), ...moved.added].sort()).toEqual([...after].sort())
        expect(moved.added.some((id) => before.includes(id)) || moved.dropped.some((id) => after.includes(id))).toBe(false)
      }
      for (const key of ['positionIntervalMs', 'corridorM', 'dwellMs', 'serviceabilityLine', 'crowdLine'] as const) {
        expect(thresholds[key]).toEqual(now.thresholds[key] === then.thresholds[key] ? null : { from: now.thresholds[key], to: then.thresholds[key] })
      }
      expect(roster).toEqual(now.roster === then.roster ? null : { from: now.roster, to: then.roster })
      expect(scene).toEqual(now.scene === then.scene ? null : { from: now.scene, to: then.scene })
    }))
  })

  it('from normal to holiday with the product\'s own table staffs all posts and sends all teams out (article)', () => {
    expect(previewSwitch({ mode: 'normal', scene: null }, SITE, 'holiday')).toEqual({
      from: 'normal', to: 'holiday', confirmation: false,
      posts: { added: ['post-0', 'post-1', 'post-2'], dropped: [] },
      teams: { added: ['team-0', 'team-1', 'team-2'], dropped: [] },
      thresholds: { positionIntervalMs: null, corridorM: null, dwellMs: { from: 0, to: 60_000 }, serviceabilityLine: { from: 0.98, to: 0.99 }, crowdLine: null },
      roster: { from: false, to: true },
      scene: { from: 'normal', to: 'holiday' }, pinned: null,
    })
  })

  it('SCENE-2: given a scene a leader pinned, then says that the walls stay at it, and of everything else the same', () => {
    const { scene, pinned, ...rest } = previewSwitch({ mode: 'normal', scene: null }, SITE, 'emergency')
    const held = previewSwitch({ mode: 'normal', scene: { scene: 'holiday', seq: 1, at: 0, by: 'leader-a' } }, SITE, 'emergency')
    expect([scene, pinned]).toEqual([{ from: 'normal', to: 'emergency' }, null])
    expect(held).toEqual({ ...rest, scene: null, pinned: 'holiday' })
  })

  it('says that emergency takes a second confirmation, and of the mode in force that nothing changes', () => {
    expect(previewSwitch({ mode: 'event', scene: null }, SITE, 'emergency').confirmation).toBe(true)
    expect(previewSwitch({ mode: 'emergency', scene: null }, SITE, 'emergency')).toMatchObject({
      confirmation: false, posts: { added: [], dropped: [] }, roster: null, scene: null,
    })
  })
})
