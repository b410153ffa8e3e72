// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { sceneSite } from '../../../tests/browser/page/wall/scene.ts'
import { emptyBoard } from '../../../shared/board.ts'
import { useBoardStore } from '../../stores/board.ts'
import { useSiteStore } from '../../stores/site.ts'
import { enUS } from '../../text/en-US.ts'
import { createText } from '../../text/i18n.ts'
import { addWords } from '../../text/useDeskText.ts'
import { zhCN } from '../../text/zh-CN.ts'
import PatrolTable from './PatrolTable.vue'
import { en, zh } from './words.ts'

afterEach(() => vi.unstubAllGlobals())

const stay = (checkpoint: number, verdict: string) => ({ checkpoint, at: 0, dwellMs: 305_000, verdict })

it.each([
  ['zh-CN', '漏圈', '1号点久留 +1', '上圈 漏2号点', '1号点 东门：已停留 5分5秒 以上，过长'], ['en-US', 'Loops missed', 'long at 1 +1', 'last loop: skipped 2', 'checkpoint 1 East gate: stayed 5m 5s or longer, too long'],
] as const)('ROUTE-11 in %s: the desk says at which checkpoint something was wrong, by number and by name, and counts missed loops as such', async (language, missed, ofLoop, ofLast, line) => {
  const pinia = createPinia()
  const site = sceneSite()
  const route = { ...site.routes[0]!, checkpoints: [{ name: { zh: '东门', en: 'East gate' }, position: site.routes[0]!.line[0]! }, { name: { zh: '西门', en: 'West gate' }, position: site.routes[0]!.line[1]! }] }
  useSiteStore(pinia).site = { ...site, routes: [route] }
  useBoardStore(pinia).replace(emptyBoard())
  const lastLoop = { startedAt: 0, endedAt: 1, reached: 1, skipped: 1, unseen: 0, outcome: 'missed', skippedAt: [1], stays: [] }
  const loop = { first: 0, direction: 1, startedAt: 0, marks: ['reached', 'skipped'], overdue: false }
  const of = { route: route.id, course: 'on', alongM: 100, lengthM: 800, next: null, behindMs: 0, lastLoop, today: { completed: 2, missed: 3, unknown: 0 } }
  const patrols = [{ ...of, unit: 'one', loop, stays: [stay(0, 'tooLong')] }, { ...of, unit: 'two', loop: null, stays: [stay(0, 'kept')] }]
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ now: 0, patrols }))))
  const desk = defineComponent({ setup: () => (addWords(zh, en), () => h(PatrolTable)) })
  const wrapper = mount(desk, { global: { plugins: [pinia, createText(language, language === 'zh-CN' ? zhCN : enUS)] } })
  await flushPromises()
  expect(wrapper.findAll('thead th').map((each) => each.text())).toContain(missed)
  expect(wrapper.get('[data-row=one]').text()).toContain(ofLoop)
  expect(wrapper.get('[data-row=two]').text()).toContain(ofLast)
  expect(wrapper.get('[data-testid=patrols-wrong]').findAll('li').map((each) => each.text()).join('\n')).toContain(line)
  wrapper.unmount()
})
