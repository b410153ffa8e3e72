import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, watchEffect, type EffectScope } from 'vue'
import { foldFact } from '../../shared/fold.ts'
import { emptyPicture } from '../../shared/reading/picture.ts'
import { at, boardOf, placed, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { useBoardStore } from './board.ts'
import { useLinkStore } from './link.ts'
import { usePictureStore, type PictureChange } from './picture.ts'
import { useSiteStore } from './site.ts'

let scope: EffectScope

beforeEach(() => {
  setActivePinia(createPinia())
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

describe('the board store', () => {
  it('WALL-2: knows whether a board has come at all', () => {
    const store = useBoardStore()
    expect([store.received, store.incidents]).toEqual([false, []])
    store.replace(boardOf([]))
    expect(store.received).toBe(true)
  })

  it('tells of facts folded in place, and who is still being worked', async () => {
    const store = useBoardStore()
    const board = boardOf([reportedFact()])
    store.replace(board)
    const seen: number[] = []
    scope.run(() => watchEffect(() => seen.push(store.activeIncidents.length)))
    foldFact(board, placed([stampedFact('resolve', at(5))], 1)[0]!)
    store.changed()
    await nextTick()
    expect(seen).toEqual([1, 0])
    expect(store.incidents).toHaveLength(1)
  })
})

describe('the picture store', () => {
  it('tells listeners of each change at once, and panels with the second', () => {
    vi.useFakeTimers({ now: 0 })
    const store = usePictureStore()
    const heard: PictureChange[] = []
    let drawn = 0
    scope.run(() => {
      store.onChange((change) => heard.push(change))
      watchEffect(() => void (store.picture, (drawn += 1)), { flush: 'sync' })
    })
    for (let camera = 0; camera < 10; camera += 1) {
      store.changed({ cameras: [camera], units: [] })
      vi.advanceTimersByTime(50)
    }
    vi.advanceTimersByTime(1_000)
    expect(heard).toHaveLength(10)
    expect(drawn).toBe(2)
  })

  it('replaced tells of everything', () => {
    const store = usePictureStore()
    const heard: PictureChange[] = []
    scope.run(() => store.onChange((change) => heard.push(change)))
    store.replace(emptyPicture(2, 1))
    expect(heard).toEqual(['all'])
    expect(store.picture.cameraAt).toHaveLength(2)
  })

  it('forgets a listener with its scope', () => {
    const store = usePictureStore()
    const heard: PictureChange[] = []
    scope.run(() => store.onChange((change) => heard.push(change)))
    scope.stop()
    store.replace(emptyPicture(2, 1))
    expect(heard).toEqual([])
  })
})

describe('the site store', () => {
  it('finds grids and teams by id, and the cameras of each grid by place', () => {
    const store = useSiteStore()
    expect(store.camerasByGrid.size).toBe(0)
    store.site = smallSite({ grids: 2, cameras: 5 })
    expect([...store.camerasByGrid]).toEqual([['grid-0', [0, 2, 4]], ['grid-1', [1, 3]]])
    expect(
      [store.gridById.get('grid-1')?.id, store.teamById.get('team-2')?.id, store.teamById.get('none')],
    ).toEqual(['grid-1', 'team-2', undefined])
  })
})

describe('the link store', () => {
  it('DEMO-1: says demo once a beat has said so, and not before', () => {
    const store = useLinkStore()
    expect([store.state, store.demo, store.health]).toEqual(['connecting', false, null])
    const health = { demo: true, sources: [], platforms: [], walls: 1, journalWritable: true, refused: 0, startedAt: 0 }
    store.beat = { now: 0, journal: 'j', site: 's', seq: 0, tick: 0, health }
    expect(store.demo).toBe(true)
  })
})
