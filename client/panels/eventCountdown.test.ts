// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Mode } from '../../shared/mode/types.ts'
import { MATTER_TABLES } from '../../shared/matter/tables.ts'
import type { MatterValues } from '../../shared/matter/types.ts'
import { boardOf, firstIncident, reportedFact } from '../../tests/support/builders.ts'
import { matterCommand, MINUTE_MS, playedMatters } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useSiteStore } from '../stores/site.ts'
import { createText } from '../text/i18n.ts'
import { zhCN } from '../text/zh-CN.ts'
import EventCountdown from './EventCountdown.vue'
import WhoCommands from './WhoCommands.vue'

const SITE = smallSite({ grids: 6 })
const HOUR_MS = 60 * MINUTE_MS
const ROOT_PX = 16
const opened: VueWrapper[] = []
afterEach(() => {
  opened.splice(0).forEach((wrapper) => wrapper.unmount())
  vi.unstubAllGlobals()
})

/** Nothing is laid out here: whatever is observed has this size, px. */
function sized(width: number, height: number): typeof ResizeObserver {
  return class implements ResizeObserver {
    constructor(private readonly told: ResizeObserverCallback) {}
    observe(): void {
      this.told([{ contentRect: { width, height } } as ResizeObserverEntry], this)
    }

    unobserve(): void { /* Its size never changes. */ }
    disconnect(): void { /* Nothing to end. */ }
  }
}

interface Around {
  readonly mode?: Mode
  /** Incidents under way, the first of level II and the others of III. */
  readonly incidents?: number
  /** Names of events that are live beside it, which is then live too. */
  readonly also?: readonly string[]
}

/** The event's panel, or that of who commands, with a place of this height, zone n counted at n × 200 of 1,000. `prepared` null: approved only. */
async function panelOf(heightRem: number, prepared: MatterValues | null, panel: typeof EventCountdown | typeof WhoCommands = EventCountdown, { mode = 'normal', incidents = 0, also = [] }: Around = {}) {
  document.documentElement.style.fontSize = `${ROOT_PX}px`
  vi.stubGlobal('ResizeObserver', sized(20 * ROOT_PX, heightRem * ROOT_PX))
  const pinia = createPinia()
  const now = useClockStore(pinia).second
  const played = playedMatters({ tables: MATTER_TABLES, site: SITE })
  const give = (type: 'open' | 'move', over: object): void => { played.command(matterCommand(type, { matterId: 'e', kind: 'event', ...over }), now - HOUR_MS) }
  give('open', { values: { eventName: '音乐节', organiser: 'company', venue: '广场', position: { lon: 113.725, lat: 34.775 }, crowd: 900, doorsAt: now + HOUR_MS, startsAt: now + 2 * HOUR_MS, endsAt: now + 3 * HOUR_MS, dispersedAt: now + 4 * HOUR_MS } })
  give('move', { command: 'assess', values: { risk: 'medium', assessment: '可控', withoutOpinions: '急办' } })
  give('move', { command: 'approve', values: {} })
  if (prepared !== null) give('move', { command: 'prepareUnfinished', values: { unfinished: '三预', ...prepared } })
  if (also.length > 0) give('move', { command: 'goLiveUnfinished', values: { unfinished: '三预', early: '布防' } })
  also.forEach((eventName, i) => {
    const later = { doorsAt: now + 2 * HOUR_MS, startsAt: now + 3 * HOUR_MS + i }
    give('open', { matterId: `also-${i}`, values: { eventName, organiser: 'company', venue: '广场', position: { lon: 113.725, lat: 34.775 }, crowd: 900, ...later, endsAt: now + 5 * HOUR_MS, dispersedAt: now + 6 * HOUR_MS } })
    for (const [command, values] of [['assess', { risk: 'low', assessment: '可控', withoutOpinions: '急办' }], ['approve', {}], ['prepareUnfinished', { ...COMMAND, unfinished: '三预' }], ['goLiveUnfinished', { unfinished: '三预', early: '布防' }]] as const) {
      give('move', { matterId: `also-${i}`, command, values })
    }
  })
  const board = { ...played.board, mode }
  for (let n = 0; n < incidents; n += 1) {
    const base = firstIncident(boardOf([reportedFact()]))
    board.incidents.set(`i-${n}`, { ...base, id: `i-${n}`, level: n === 0 ? 'II' : 'III', lead: n === 0 ? 'office' : 'grid' })
  }
  board.gathering = { present: [{ event: 'e', department: 'police', since: now, by: 'police' }], crowd: SITE.zones.map(({ id }, n) => ({ zone: id, count: n * 210, at: now, source: 'c' })) }
  useSiteStore(pinia).site = SITE
  useBoardStore(pinia).replace(board)
  const wrapper = mount(panel as typeof EventCountdown, { attachTo: document.body, global: { plugins: [pinia, createText('zh-CN', zhCN)] } })
  opened.push(wrapper)
  await nextTick()
  await nextTick()
  return wrapper
}

const COMMAND = { commander: 'office', deputies: ['交通副指挥长'], commandDepartments: ['police', 'fireRescue'] }

describe('EVENT-4 the panel of the event', () => {
  it('given a command, then it names the commander, the deputies, and each department with whether it is present', async () => {
    const wrapper = await panelOf(40, COMMAND)
    expect(wrapper.get('.commander').text()).toBe('办事处指挥长')
    expect(wrapper.get('[data-testid="event-deputies"]').text()).toBe('副指挥长 交通副指挥长')
    expect(wrapper.findAll('[data-department]').map((each) => [each.attributes('data-department'), each.attributes('data-present')])).toEqual([['police', 'true'], ['fireRescue', 'false']])
  })

  it('given no room for all names, then it names who is missing, and nobody once all are present', async () => {
    const said = async (command: MatterValues): Promise<string[]> => (await panelOf(15, command)).get('[data-testid="event-command"]').findAll('span').map((each) => each.text())
    expect(await said(COMMAND)).toEqual(['联合指挥', '办事处指挥长', '副指挥长 1', '1 / 2 到场', expect.stringMatching(/^未到 .+/)])
    expect(await said({ ...COMMAND, commandDepartments: ['police'] })).toEqual(['联合指挥', '办事处指挥长', '副指挥长 1', '1 / 1 到场'])
  })

  it('given room for all zones, then they stand in the order of the pack and none is counted apart', async () => {
    const wrapper = await panelOf(40, COMMAND)
    expect(wrapper.findAll('[data-zone]').map((row) => row.attributes('data-zone'))).toEqual(SITE.zones.map(({ id }) => id))
    expect(wrapper.find('[data-testid="zones-rest"]').exists()).toBe(false)
  })

  it('LOOK-4 given room for some, then the fullest stand first and the others are counted, with those over among them', async () => {
    for (const heightRem of [9, 11, 14, 16, 18]) {
      const wrapper = await panelOf(heightRem, COMMAND)
      const shown = wrapper.findAll('[data-zone]').map((row) => row.attributes('data-zone'))
      const rest = SITE.zones.length - shown.length
      expect(shown, `${heightRem} rem`).toEqual([...SITE.zones].reverse().slice(0, shown.length).map(({ id }) => id))
      expect(rest).toBeGreaterThan(0)
      expect(wrapper.get('[data-testid="zones-rest"]').text()).toBe(shown.length === 0 ? `另有 ${rest} 区，其中 1 区超限` : `另有 ${rest} 区`)
      wrapper.unmount()
    }
  })
})

describe('EVENT-12 events that are live at once', () => {
  const OTHERS = '[data-testid="event-others"]'
  const said = async (also: string[], heightRem = 20): Promise<string | null> => {
    const wrapper = await panelOf(heightRem, COMMAND, EventCountdown, { also })
    const line = wrapper.find(OTHERS)
    return line.exists() ? line.text() : wrapper.get('.note').text()
  }

  it('given one alone, then nothing is said of others; given two, the other is named; given more, each that has room', async () => {
    expect(await said([])).toBe('准备就绪')
    expect(await said(['灯会'])).toBe('另有 1 场进行中：灯会')
    expect(await said(['灯会', '龙舟赛'])).toBe('另有 2 场进行中：灯会、龙舟赛')
    expect(await said(['灯会', '郑东新区国际马拉松'])).toBe('另有 2 场进行中：灯会等')
  })

  it('given a long name, then it takes two lines and no more, or they are counted', async () => {
    expect(await said(['一'.repeat(31)])).toContain('一'.repeat(31))
    expect(await said(['一'.repeat(32)])).toBe('另有 1 场进行中')
  })

  it('given a panel too low for a line of it, then its head counts them', async () => {
    expect(await said(['灯会'], 9.75)).toBe('另有 1 场进行中：灯会')
    expect(await said(['灯会'], 9.65)).toBe('进行中 · 另有 1 场')
  })
})

describe('EVENT-9 who commands, with an event', () => {
  const JOINT = '[data-testid="joint-command"]'

  it('given a prepared event, then its commander, deputies and departments with who is present stand below the incidents', async () => {
    const wrapper = await panelOf(20, COMMAND, WhoCommands)
    expect(wrapper.get(`${JOINT} [data-testid="event-command"]`).findAll('span').map((each) => each.text())).toEqual(['联合指挥', '办事处指挥长', '1 / 2 到场'])
    expect(wrapper.get(`${JOINT} [data-testid="event-deputies"]`).text()).toBe('副指挥长 交通副指挥长')
    expect(wrapper.findAll(`${JOINT} [data-department]`).map((each) => [each.attributes('data-department'), each.attributes('data-present')])).toEqual([['police', 'true'], ['fireRescue', 'false']])
    expect(wrapper.get('.quiet').text()).toBe('无在处事件，各网格自行处置')
  })

  const SHORT = ['联合指挥', '办事处指挥长', '1 / 2 到场']
  const said = (wrapper: VueWrapper): string[] => wrapper.get(JOINT).findAll('span').map((each) => each.text())

  it('LOOK-4 given no room for names, then the departments are counted', async () => {
    const wrapper = await panelOf(6, COMMAND, WhoCommands)
    expect(said(wrapper)).toEqual(SHORT)
    expect(wrapper.find('[data-department]').exists()).toBe(false)
  })

  it('given the event\'s own panel beside it, then only how many came stands here, whatever the room', async () => {
    expect(said(await panelOf(40, COMMAND, WhoCommands, { mode: 'event' }))).toEqual(['联合指挥', '1 / 2 到场'])
  })

  it.each([[8.9, 6, 1], [8.9, 2, 2], [5, 6, 1], [2, 6, 1]])('given %d rem and %i incidents, then %i of them stand above it, the gravest first with who commands it', async (heightRem, incidents, shown) => {
    const wrapper = await panelOf(heightRem, COMMAND, WhoCommands, { mode: 'event', incidents })
    const rows = wrapper.findAll('[data-command]')
    expect(rows).toHaveLength(shown)
    expect(rows[0]!.attributes('data-command')).toBe('i-0')
    expect(rows[0]!.get('.lead').text()).toBe('办事处指挥部')
    expect(wrapper.text()).toMatch(incidents > shown ? new RegExp(`另有 ${incidents - shown} 起`) : /^((?!另有).)*$/s)
    expect(wrapper.html().indexOf('data-command')).toBeLessThan(wrapper.html().indexOf('joint-command'))
  })

  it('given one that is approved only, then nothing of it', async () => {
    expect((await panelOf(20, null, WhoCommands)).find(JOINT).exists()).toBe(false)
  })
})
