// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { emptyBoard } from '../../shared/board.ts'
import { emptyPicture } from '../../shared/reading/picture.ts'
import { smallSite } from '../../tests/support/site.ts'
import { useBoardStore } from '../stores/board.ts'
import { LED_CLOCK } from '../stores/clock.ts'
import { usePictureStore } from '../stores/picture.ts'
import { useSiteStore } from '../stores/site.ts'
import { createText } from '../text/i18n.ts'
import { zhCN } from '../text/zh-CN.ts'
import CameraEstate from '../panels/CameraEstate.vue'
import { useLongestOut } from './useLongestOut.ts'

const HOUR_MS = 3_600_000
afterEach(() => vi.unstubAllGlobals())

/** What is said of it to the panel of a wall, while the server tells that these are out for so long, ms. */
async function noteOf(platformsMs: readonly number[], camerasMs: readonly number[], replayed = false, wanted = true): Promise<string> {
  const pinia = createPinia()
  const now = Date.now()
  const body = { standing: { platforms: platformsMs.map((ms) => ({ lostAt: now - ms })), byUpstream: camerasMs.map((ms) => ({ from: now - ms })) } }
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(body))))
  const site = smallSite()
  useSiteStore(pinia).site = site
  usePictureStore(pinia).replace(emptyPicture(site.cameras.length, site.teams.length))
  useBoardStore(pinia).replace(emptyBoard())
  const provide = replayed ? { [LED_CLOCK as symbol]: { now: () => now } } : {}
  const wall = { setup: () => {
    const longestOut = useLongestOut(() => wanted)
    return () => h(CameraEstate, { brief: true, longestOut: longestOut.value })
  } }
  const wrapper = mount(wall, { global: { plugins: [pinia, createText('zh-CN', zhCN)], provide } })
  await flushPromises()
  await flushPromises()
  const note = wrapper.find('.note').text()
  wrapper.unmount()
  return note
}

it('CAMERA-5 the wall says how long what is out the longest is so, and nothing of it in a replay or while nothing is out', async () => {
  expect(await noteOf([HOUR_MS], [3 * HOUR_MS + 60_000, 5])).toMatch(/^中断最久 3时\d*分?.* · 线 /)
  expect(await noteOf([], [])).toMatch(/^线 /)
  expect(await noteOf([HOUR_MS], [], true)).toMatch(/^线 /)
  expect(await noteOf([HOUR_MS], [], false, false)).toMatch(/^线 /)
})
