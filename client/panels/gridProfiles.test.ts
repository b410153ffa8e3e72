// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { emptyBoard } from '../../shared/board.ts'
import type { GridProfile, ProfileCounts } from '../../shared/profile/types.ts'
import { emptyPicture } from '../../shared/reading/picture.ts'
import { smallSite } from '../../tests/support/site.ts'
import { useBoardStore } from '../stores/board.ts'
import { usePictureStore } from '../stores/picture.ts'
import { useSiteStore } from '../stores/site.ts'
import { createText } from '../text/i18n.ts'
import { zhCN } from '../text/zh-CN.ts'
import GridProfiles from './GridProfiles.vue'

const SITE = smallSite()

/** The panel with what the first grids told of their companies: its heading, its note, and the rows and kinds that it shows. */
async function shown(props: { brief?: boolean; sums?: boolean }, ...told: readonly ProfileCounts['companies'][]) {
  const pinia = createPinia()
  const wrapper = mount(GridProfiles, { props, global: { plugins: [pinia, createText('zh-CN', zhCN)] } })
  useSiteStore(pinia).site = SITE
  usePictureStore(pinia).replace(emptyPicture(SITE.cameras.length, SITE.teams.length))
  const profiles = told.map((companies, i): [string, GridProfile] => {
    const grid = SITE.grids[i]!.id
    return [grid, { grid, asOf: '2023-11-20', buildings: 2, residents: 30, companies, fraudCases: 1, by: 'key-1', toldAt: 0 }]
  })
  useBoardStore(pinia).replace({ ...emptyBoard(), profiles: new Map(profiles) } as never)
  await nextTick()
  return {
    title: wrapper.get('h2').text(), note: wrapper.get('.note').text(), rows: wrapper.findAll('[data-row]').length, kinds: wrapper.findAll('[data-kind]').map((kind) => kind.text()),
  }
}

it('PROFILE-4 a wide wall shows companies by kind of all grids together below the grids, the kinds somebody told of', async () => {
  expect(await shown({ brief: true }, { finance: 5, culture: 2 }, { finance: 7 })).toMatchObject({ title: '辖区基本信息', rows: 3, kinds: ['金融 12', '文化会展 2'] })
})

it('PROFILE-4 an ordinary wall shows companies by kind with what the grids that were told of have together', async () => {
  expect(await shown({ brief: true, sums: true }, { finance: 5, culture: 2 }, { finance: 7 })).toEqual({
    title: '企业 14', note: '网格 2/3 · 楼宇 4 · 网络诈骗 2', rows: 0, kinds: ['金融 12', '文化会展 2'],
  })
})

it('PROFILE-3 PROFILE-4 what nobody told of is not connected and never zero: all of it, or the companies alone', async () => {
  expect(await shown({ brief: true, sums: true })).toEqual({ title: '企业', note: '未接入', rows: 0, kinds: [] })
  expect(await shown({ brief: true, sums: true }, {})).toEqual({ title: '企业 –', note: '网格 1/3 · 楼宇 2 · 网络诈骗 1', rows: 0, kinds: [] })
})
