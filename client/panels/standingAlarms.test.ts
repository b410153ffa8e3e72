// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { alarmRows } from '../../shared/alarm/flood.ts'
import type { Alarm } from '../../shared/alarm/types.ts'
import { emptyBoard } from '../../shared/board.ts'
import { MINUTE_MS } from '../../shared/clock/stages.ts'
import { sceneSite } from '../../tests/browser/page/wall/scene.ts'
import { alarmWith } from '../../tests/support/alarmBuilders.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useSiteStore } from '../stores/site.ts'
import { createText } from '../text/i18n.ts'
import { zhCN } from '../text/zh-CN.ts'
import { alarmRowsShown, ALARM_ROW_REM, TWO_COLUMNS_REM } from './alarmRowsShown.ts'
import StandingAlarms from './StandingAlarms.vue'

const open: VueWrapper[] = []
afterEach(() => open.splice(0).forEach((wrapper) => wrapper.unmount()))

async function panelWith(make: (now: number) => readonly Alarm[], floodUntilMs = 0) {
  const pinia = createPinia()
  const wrapper = mount(StandingAlarms, { global: { plugins: [pinia, createText('zh-CN', zhCN)] } })
  open.push(wrapper)
  const now = useClockStore(pinia).second
  const board = emptyBoard()
  board.incidents.set('i1', incidentWith(now - 4 * MINUTE_MS, {}, { id: 'i1', place: '艺术中心广场（东侧）', level: 'I' }))
  for (const alarm of make(now)) board.alarms.byKey.set(alarm.key, alarm)
  if (floodUntilMs > 0) board.alarms.floods = [{ from: now - 1_000, until: now + floodUntilMs }]
  useSiteStore(pinia).site = sceneSite()
  useBoardStore(pinia).replace(board)
  await nextTick()
  return wrapper
}

describe('the standing alarms', () => {
  it('WALL-1: say what, how grave by mark and word, whether seen, and since when', async () => {
    const panel = await panelWith((now) => [
      alarmWith({ kind: 'limitMissed', key: 'a', subject: 'i1', incident: 'i1', level: 'I', stage: 'respond', priority: 'high', raisedAt: now - 61_000 }),
      alarmWith({ kind: 'platformDown', key: 'b', subject: 'p3', priority: 'medium', consequences: 4, acknowledged: true, raisedAt: now - 5_000 }),
    ])
    const [first, second] = panel.findAll('[data-alarm]')
    expect(first?.text()).toMatch(/高.*I.*1123-001.*响应超时.*1分1秒/s)
    expect(first?.get('.state').attributes('aria-label')).toBe('待确认')
    expect(second?.text()).toMatch(/中.*会展中心平台.*平台失联.*影响4/s)
    expect(second?.get('.state').attributes('aria-label')).toBe('已确认')
  })

  it('WALL-3: that are none say so', async () => {
    expect((await panelWith(() => [])).get('[data-testid=no-alarm]').text()).toContain('无告警')
  })

  it('ALARM-2: name a flood, and stand in groups in it', async () => {
    const many = (now: number) => Array.from({ length: 11 }, (_, i) => alarmWith({ key: `patrolSilent:t${i}`, subject: `t${i}`, raisedAt: now }))
    const panel = await panelWith(many, MINUTE_MS)
    expect(panel.get('[data-testid=flood]').text()).toContain('告警洪峰')
    expect(panel.findAll('[data-alarm]').map((row) => row.text())).toEqual([expect.stringContaining('巡查失联 ×11')])
    expect((await panelWith(() => [])).find('[data-testid=flood]').exists()).toBe(false)
  })

  it('ALARM-8: the heading counts what stands unacknowledged apart from what is over, and both are the sum of the rows', async () => {
    const panel = await panelWith((now) => Array.from({ length: 9 }, (_, i) => alarmWith({
      key: `patrolSilent:t${i}`, subject: `t${i}`, raisedAt: now - i, acknowledged: i === 0, standing: i < 7, returnedAt: i < 7 ? null : now,
    })))
    expect(panel.get('.aside').text()).toContain('待确认 6 · 已恢复待确认 2 · 搁置 0')
    const seen = panel.findAll('[data-alarm]').map((row) => row.attributes('data-state'))
    expect(seen).toEqual(Array.from({ length: 5 }, () => 'unacknowledged'))
    expect(panel.get('[data-testid=more-alarms]').text()).toBe('另有 4 条 · 待确认 1 · 已恢复待确认 2')
  })

  it('ALARM-10: say that the sound is off until it is turned on, and that it cannot be where the browser has none', async () => {
    const panel = await panelWith(() => [])
    expect(panel.get('[data-sound]').text()).toContain('声音关 · 点此开启')
    await panel.get('[data-sound]').trigger('click')
    expect(panel.get('[data-sound=none]').text()).toContain('此浏览器无声音')
  })
})

describe('LOOK-4: rows that do not fit', () => {
  const rows = (count: number) => alarmRows(Array.from({ length: count }, (_, i) => alarmWith({ key: `k${i}`, subject: `s${i}`, acknowledged: i % 2 === 0 })), false)
  const place = (lines: number, widthRem = 20) => ({ widthRem, heightRem: lines * ALARM_ROW_REM })

  it('are counted in the last one, and none is when all fit', () => {
    expect(alarmRowsShown(rows(4), place(4))).toMatchObject({ columns: 1, rest: null })
    const five = alarmRowsShown(rows(5), place(4))
    expect([five.rows.length, five.rest]).toEqual([3, { alarms: 2, unacknowledged: expect.any(Number), over: 0 }])
  })

  it('stand in two columns where the place is wide', () => {
    expect(alarmRowsShown(rows(8), place(4, TWO_COLUMNS_REM))).toMatchObject({ columns: 2, rest: null })
    expect(alarmRowsShown(rows(8), place(4, TWO_COLUMNS_REM - 0.1)).columns).toBe(1)
  })
})
