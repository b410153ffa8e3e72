// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { emptyBoard } from '../../shared/board.ts'
import { MEETING } from '../../shared/matter/kinds/meeting.ts'
import { KEY_WORK } from '../../shared/matter/kinds/keyWork.ts'
import { matterCommand, playedMatters } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { emptyPicture } from '../../shared/reading/picture.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { usePictureStore } from '../stores/picture.ts'
import { useSiteStore } from '../stores/site.ts'
import { createText } from '../text/i18n.ts'
import { zhCN } from '../text/zh-CN.ts'
import CommitteeBoard from './CommitteeBoard.vue'

it('COMMITTEE-6 the wall tells counts, the next meeting and the decisions of meetings that are open, red only one millisecond past their time', async () => {
  const pinia = createPinia()
  const wrapper = mount(CommitteeBoard, { global: { plugins: [pinia, createText('zh-CN', zhCN)] } })
  const site = smallSite()
  const clock = useClockStore(pinia)
  const now = clock.second
  useSiteStore(pinia).site = site
  usePictureStore(pinia).replace(emptyPicture(site.cameras.length, site.teams.length))
  useBoardStore(pinia).replace(emptyBoard())
  await nextTick()
  const said = (id: string): string => wrapper.get(`[data-testid=committee-${id}]`).text()
  expect([said('counts'), said('next'), said('decisions')]).toEqual(['3 个 · 党员 12 人 · 指导员 3 人', '未召集', '在办 0 项'])

  const { board, command, matter } = playedMatters({ tables: { meeting: MEETING, keyWork: KEY_WORK }, site })
  const call = (matterId: string, subject: string, startsAt: number) => command(matterCommand('open', {
    matterId, commandId: matterId, kind: 'meeting', values: { subject, meetingKind: 'event', startsAt, endsAt: startsAt + 1_000, invited: ['unit-0'] },
  }), now - 10_000)
  call('later', '后一次', now + 90_000)
  call('sooner', '先一次', now + 60_000)
  call('held', '已开', now - 9_000)
  command(matterCommand('move', { matterId: 'held', commandId: 'h', command: 'hold', values: { attended: [] } }), now - 9_000)
  const decided = (matterId: string, dueAt: number) => command(matterCommand('open', {
    matterId, commandId: matterId, kind: 'keyWork', values: { title: '事', workKind: 'keyWork', unit: 'unit-0', dueAt, weight: 1, meeting: matter('held').number },
  }), now - 8_000)
  decided('due-now', now)
  useBoardStore(pinia).replace(board)
  await nextTick()
  expect(said('next')).toContain('先一次')
  expect(said('decisions')).toBe('在办 1 项')
  decided('due-before', now - 1)
  useBoardStore(pinia).replace({ ...board })
  await nextTick()
  expect(said('decisions')).toBe('在办 2 项 超时 1 项')
  wrapper.unmount()
})
