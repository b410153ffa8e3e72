// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick, type Component } from 'vue'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { addIncident, KNOWN_INCIDENT, matterCommand, MINUTE_MS, playedMatters } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { MATTER_TABLES } from '../../shared/matter/tables.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useSiteStore } from '../stores/site.ts'
import { createText } from '../text/i18n.ts'
import { zhCN } from '../text/zh-CN.ts'
import ActiveSchemes from './ActiveSchemes.vue'
import CommandLadder from './CommandLadder.vue'
import { commandLadder } from './commandLadder.ts'
import { runningPlans } from '../../shared/emergency/runs.ts'
import PlanCards from './PlanCards.vue'
import { planCards } from './planCards.ts'
import { schemeRows } from './schemeRows.ts'

const SITE = smallSite()
const opened: VueWrapper[] = []
afterEach(() => opened.splice(0).forEach((wrapper) => wrapper.unmount()))

type Played = ReturnType<typeof playedMatters>

async function panelOf(panel: Component, play: (played: Played, now: number) => void) {
  const pinia = createPinia()
  const wrapper = mount(panel, { global: { plugins: [pinia, createText('zh-CN', zhCN)] } })
  opened.push(wrapper)
  const now = useClockStore(pinia).second
  const played = playedMatters({ tables: MATTER_TABLES, site: SITE })
  addIncident(played)
  play(played, now)
  useSiteStore(pinia).site = SITE
  useBoardStore(pinia).replace(played.board)
  await nextTick()
  return wrapper
}

/** Fire's plan, started `agoMs` before now: steps due after 5, 10 and 30 minutes. */
function fire({ command }: Played, startedAt: number): void {
  command(matterCommand('open', { kind: 'planRun', matterId: 'p-1', values: { plan: 'fire', incident: KNOWN_INCIDENT } }), startedAt)
}

describe('PLAN-4: plan cards', () => {
  it('given none that runs, then the panel says so; given one, then each step has its owner, its clock and whether it is done or late', async () => {
    expect((await panelOf(PlanCards, () => undefined)).text()).toContain('没有预案在执行')
    const panel = await panelOf(PlanCards, (played, now) => {
      fire(played, now - 6 * MINUTE_MS)
      played.command(matterCommand('tick', { matterId: 'p-1', step: 'report' }), now - MINUTE_MS)
    })
    const steps = panel.findAll('[data-step]').map((row) => [row.attributes('data-step'), row.attributes('data-state'), row.get('.owner').text()])
    expect(steps).toEqual([['go', 'late', '消防救援'], ['clear', 'open', '公安'], ['report', 'done', '指挥部']])
    expect(panel.text()).toMatch(/1\/3/)
  })

  it('a step is open at the time it is due, late one millisecond after', () => {
    const played = playedMatters({ tables: MATTER_TABLES, site: SITE })
    addIncident(played)
    fire(played, 0)
    const first = (now: number) => planCards(runningPlans(played.board.matters.values(), SITE.plans), now, 40).cards[0]!.steps[0]
    expect(first(5 * MINUTE_MS)).toMatchObject({ id: 'go', state: 'open', leftMs: 0 })
    expect(first(5 * MINUTE_MS + 1)).toMatchObject({ id: 'go', state: 'late', leftMs: -1 })
  })

  it('LOOK-4 cards and steps there is no room for are counted', () => {
    const played = playedMatters({ tables: MATTER_TABLES, site: SITE })
    addIncident(played)
    fire(played, 0)
    played.command(matterCommand('open', { kind: 'planRun', matterId: 'p-2', values: { plan: 'drowning' } }), 0)
    const shown = (rem: number) => planCards(runningPlans(played.board.matters.values(), SITE.plans), 0, rem)
    expect(shown(40)).toMatchObject({ cards: [{ restSteps: 0 }, { restSteps: 0 }], rest: 0 })
    expect(shown(7)).toMatchObject({ cards: [{ restSteps: 2 }], rest: 1 })
  })

  it('LOOK-4 plans there is no room for with steps stand by name, as far as their names have room, and are counted beyond it', () => {
    const base = runningPlans((() => {
      const played = playedMatters({ tables: MATTER_TABLES, site: SITE })
      addIncident(played)
      fire(played, 0)
      return played.board.matters.values()
    })(), SITE.plans)
    const eight = Array.from({ length: 8 }, () => base[0]!)
    const shown = (rem: number) => {
      const { cards, heads, rest } = planCards(eight, 0, rem)
      return [cards.length, heads.length, rest]
    }
    expect([shown(7), shown(12), shown(100)]).toEqual([[1, 0, 7], [1, 2, 5], [8, 0, 0]])
    for (let rem = 7; rem < 60; rem += 0.5) {
      const [cards, heads, rest] = shown(rem)
      expect(cards! + heads! + rest!, `${rem} rem`).toBe(8)
      expect(planCards(eight, 0, rem).cards.every(({ steps }) => steps.length > 0)).toBe(true)
    }
  })
})

describe('PLAN-6: plans by urgency, with what is late of each', () => {
  /** Steps of both plans are due 5, 10 and 30 min after the start. */
  function both(fireAt: number, drowningAt: number): Played {
    const played = playedMatters({ tables: MATTER_TABLES, site: SITE })
    addIncident(played)
    fire(played, fireAt)
    played.command(matterCommand('open', { kind: 'planRun', matterId: 'p-2', values: { plan: 'drowning' } }), drowningAt)
    return played
  }
  const cards = ({ board }: Played, now: number, rem = 100) => planCards(runningPlans(board.matters.values(), SITE.plans), now, rem).cards
  const order = (played: Played, now: number): string[] => cards(played, now).map(({ matter }) => matter.id)

  it('given none late, then what is due next comes first; given a late one, then that one, and of two the one that has been the longest; of equals the older run', () => {
    const second = both(2, 1)
    const due = 5 * MINUTE_MS
    for (const now of [due, due + 2, 2 * due]) expect(order(second, now)).toEqual(['p-2', 'p-1'])
    second.command(matterCommand('tick', { matterId: 'p-2', step: 'go' }), due)
    second.command(matterCommand('tick', { matterId: 'p-2', step: 'report' }), due)
    expect(order(second, due)).toEqual(['p-1', 'p-2'])
    expect(order(both(1, 1), due)).toEqual(['p-1', 'p-2'])
  })

  it('given a plan of which nothing is left to do, then it comes last', () => {
    const played = both(0, MINUTE_MS)
    for (const { id } of played.matter('p-1').steps) played.command(matterCommand('tick', { matterId: 'p-1', step: id }), 2 * MINUTE_MS)
    expect(order(played, 3 * MINUTE_MS)).toEqual(['p-2', 'p-1'])
    expect(cards(played, 3 * MINUTE_MS)[1]).toMatchObject({ late: 0, leftMs: null })
  })

  it('each says how many of its steps are late, one millisecond after they were due, and what is left of the nearest', () => {
    const played = both(0, MINUTE_MS)
    const [five, ten] = [5 * MINUTE_MS, 10 * MINUTE_MS]
    const said = (now: number) => cards(played, now).find(({ matter }) => matter.id === 'p-1')
    expect([five, five + 1, ten + 1].map(said).map((card) => [card?.late, card?.leftMs])).toEqual([[0, 0], [1, -1], [2, -five - 1]])
  })

  async function panelWith(runs: number, agoMs: number, steps: readonly string[] = []) {
    return panelOf(PlanCards, (played, now) => {
      fire(played, now - agoMs)
      steps.forEach((step) => played.command(matterCommand('tick', { matterId: 'p-1', step }), now))
      for (let n = 2; n <= runs; n += 1) played.board.matters.set(`p-${n}`, { ...played.matter('p-1'), id: `p-${n}`, values: { plan: n % 2 === 0 ? 'fire' : 'drowning' } })
    })
  }
  const text = (panel: VueWrapper, at: string): string => panel.get(at).text()

  it('the panel counts plans once however often they run, and says so where runs are more', async () => {
    expect(text(await panelWith(1, 0), '.note')).toBe('1 套执行中 · 共 2 套')
    expect(text(await panelWith(2, 0), '.note')).toBe('1 套 2 次执行中 · 共 2 套')
    expect(text(await panelWith(9, 0), '.note')).toBe('2 套 9 次执行中 · 共 2 套')
  })

  it('cards, those that stand by name and the rest say what of them is late, a name alone what is left where nothing is', async () => {
    const late = await panelWith(9, 11 * MINUTE_MS)
    expect([text(late, '[data-plan] .state'), text(late, '[data-plan-head] .state'), text(late, '[data-testid="more-plans"]')]).toEqual(['超时 2', '超时 2', '另有 6 次执行 · 6 次有超时'])
    const intime = await panelWith(9, 2 * MINUTE_MS)
    expect([text(intime, '[data-plan] .state'), text(intime, '[data-plan-head] .state'), text(intime, '[data-testid="more-plans"]')]).toEqual(['', '3:00', '另有 6 次执行'])
    expect(text(await panelWith(9, 2 * MINUTE_MS, ['go', 'report', 'clear']), '[data-plan-head] .state')).toBe('')
  })
})

describe('SCHEME-1: active schemes', () => {
  it('given one activated and one lifted, then the first alone is named, with why', async () => {
    const panel = await panelOf(ActiveSchemes, ({ command }, now) => {
      command(matterCommand('open', { kind: 'schemeRun', matterId: 's-0', values: { scheme: 'scheme-0', reason: '火场封控' } }), now)
      command(matterCommand('open', { kind: 'schemeRun', matterId: 's-1', values: { scheme: 'scheme-1', reason: '分流' } }), now)
      command(matterCommand('move', { matterId: 's-1', command: 'lift', values: { reason: '解除' } }), now)
    })
    expect(panel.findAll('[data-scheme]').map((row) => row.attributes('data-scheme'))).toEqual(['scheme-0'])
    expect(panel.text()).toMatch(/方案0.*火场封控/s)
  })

  it('says since when it is active and how long it is to its review, or by how much that has passed', async () => {
    const shown = async (agoMin: number) => (await panelOf(ActiveSchemes, ({ command }, now) => {
      command(matterCommand('open', { kind: 'schemeRun', matterId: 's-0', values: { scheme: 'scheme-0', reason: '火场封控' } }), now - agoMin * MINUTE_MS)
    })).get('[data-scheme]').text()
    expect(await shown(30)).toMatch(/自 \d\d:\d\d:\d\d\s*复核 剩 1:30:00$/)
    expect(await shown(121)).toMatch(/复核 \+1:00$/)
  })

  it('LOOK-4 five stand by name in a narrow place that has room for them in one line each; what has none is counted', () => {
    const five = ['内环南段车辆禁行', '外环东段封闭', '会展中心周边管控', '环湖步道单向', '环形步行街单向']
    expect(schemeRows(five, 15, 18)).toEqual({ form: 'tall', shown: 5 })
    expect(schemeRows(five, 15, 8.9)).toEqual({ form: 'tight', shown: 5 })
    expect(schemeRows(five, 15, 7.4)).toEqual({ form: 'tight', shown: 4 })
    expect(schemeRows(five, 40, 8.3)).toEqual({ form: 'wide', shown: 5 })
    expect(schemeRows(five, 40, 8.2)).toEqual({ form: 'wide', shown: 4 })
    expect(schemeRows([], 15, 8)).toEqual({ form: 'tall', shown: 0 })
    expect([schemeRows(five, 15, 1).shown, schemeRows(five.slice(0, 1), 15, 1).shown]).toEqual([1, 1])
  })
})

describe('COMMAND-1: the ladder of command', () => {
  const escalation = (over: object) => ({
    seq: 1, causes: [], proposedAt: 0, from: 'office', decision: null, acknowledgeBy: null, limitMissed: false, acknowledged: null, to: 'committee', state: 'proposed', ...over,
  }) as Incident['escalations'][number]
  const grave = (over: Partial<Incident> = {}) => incidentWith(1_000, {}, { id: 'i1', level: 'I', lead: 'office', ...over })
  const rung = (incidents: readonly Incident[], lead: string) => commandLadder(incidents).rungs.find((each) => each.lead === lead)

  it('counts only the gravest incidents in force, city at the top', () => {
    const ladder = commandLadder([grave(), incidentWith(0, {}, { id: 'i2', level: 'III', lead: 'grid' })])
    expect(ladder.level).toBe('I')
    expect(ladder.rungs.map(({ lead, leads }) => [lead, leads.length])).toEqual([['city', 0], ['committee', 0], ['office', 1], ['grid', 0]])
  })

  it('given a handover, when it waits, then its clock stands at the one it goes to; acknowledged, that one commands since then', () => {
    expect(rung([grave({ escalations: [escalation({ state: 'handedOver', acknowledgeBy: 9_000 })] })], 'committee')).toMatchObject({ leads: [], pendingBy: 9_000 })
    const taken = grave({ lead: 'committee', escalations: [escalation({ state: 'acknowledged', acknowledgeBy: 9_000, acknowledged: { at: 5_000, by: 'x' } })] })
    expect(rung([taken], 'committee')).toMatchObject({ since: 5_000, pendingBy: null, leads: [{ id: 'i1' }] })
    expect(rung([grave()], 'office')).toMatchObject({ since: 1_000 })
  })

  it('a measure that one of them still waits for waits', () => {
    const called = (taken: Incident['measures'][number]['taken']) => ({ measure: 'fieldCommand', level: 'I', calledAt: 0, taken }) as Incident['measures'][number]
    const done = { at: 4, by: 'x', note: null }
    expect(commandLadder([grave({ measures: [called(done)] })]).measures).toEqual([{ measure: 'fieldCommand', taken: done }])
    expect(commandLadder([grave({ measures: [called(done)] }), grave({ id: 'i2', measures: [called(null)] })]).measures).toEqual([{ measure: 'fieldCommand', taken: null }])
  })

  it('the panel names who commands now, and says so when nothing is in force', async () => {
    const panel = await panelOf(CommandLadder, ({ board }, now) => {
      board.incidents.clear()
      board.incidents.set('i1', incidentWith(now, {}, { id: 'i1', level: 'I', lead: 'office' }))
    })
    expect(panel.get('[data-state=commands]').attributes('data-rung')).toBe('office')
    expect((await panelOf(CommandLadder, ({ board }) => board.incidents.clear())).text()).toContain('无在处事件')
  })
})
