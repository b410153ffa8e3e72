// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { emptyBoard } from '../../shared/board.ts'
import { emptyPicture } from '../../shared/reading/picture.ts'
import { smallSite } from '../../tests/support/site.ts'
import { useBoardStore } from '../stores/board.ts'
import { usePictureStore } from '../stores/picture.ts'
import { useSiteStore } from '../stores/site.ts'
import { createText } from '../text/i18n.ts'
import { zhCN } from '../text/zh-CN.ts'
import PlatformsBrief from './PlatformsBrief.vue'

it('PROFILE-3 the key figures say that no grid was told of and never that nobody lives there, and count residents once one was', async () => {
  const pinia = createPinia()
  const wrapper = mount(PlatformsBrief, { global: { plugins: [pinia, createText('zh-CN', zhCN)] } })
  const site = smallSite()
  useSiteStore(pinia).site = site
  usePictureStore(pinia).replace(emptyPicture(site.cameras.length, site.teams.length))
  const board = emptyBoard()
  useBoardStore(pinia).replace(board)
  await nextTick()
  const said = (): string => wrapper.get('[data-brief=profile] span').text()
  expect(said()).toBe('未接入')
  const grid = site.grids[0]!.id
  const told = { ...emptyBoard(), profiles: new Map([[grid, { grid, asOf: '2023-11-20', buildings: 1, residents: 0, companies: {}, fraudCases: 0, by: 'key-1', toldAt: 0 }]]) }
  useBoardStore(pinia).replace(told as never)
  await nextTick()
  expect(said()).toBe(`1/${site.grids.length} 网格 · 常住 0 人`)
})
