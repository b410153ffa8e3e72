// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick, type Component } from 'vue'
import { emptyBoard, type Board } from '../../shared/board.ts'
import { CAMERA_STATUSES } from '../../shared/camera/types.ts'
import { MINUTE_MS } from '../../shared/clock/stages.ts'
import type { Incident } from '../../shared/incident/types.ts'
import type { Health } from '../../shared/protocol/messages.ts'
import type { Course, Patrol } from '../../shared/patrol/types.ts'
import { emptyPicture, toE7 } from '../../shared/reading/picture.ts'
import { degreesAt } from '../../tests/support/patrolWalk.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { sceneSite } from '../../tests/browser/page/wall/scene.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useLinkStore } from '../stores/link.ts'
import { usePictureStore } from '../stores/picture.ts'
import { useSiteStore } from '../stores/site.ts'
import { enUS } from '../text/en-US.ts'
import { createText } from '../text/i18n.ts'
import { zhCN } from '../text/zh-CN.ts'
import CameraServiceability from './CameraServiceability.vue'
import GridForce from './GridForce.vue'
import HeaderBar from './HeaderBar.vue'
import IncidentQueue from './IncidentQueue.vue'
import IncidentsByHour from './IncidentsByHour.vue'
import ModeTabs from './ModeTabs.vue'
import PatrolRoster from './PatrolRoster.vue'
import PostBoard from './PostBoard.vue'
import StoppedBanner from './StoppedBanner.vue'

const open: VueWrapper[] = []
afterEach(() => open.splice(0).forEach((wrapper) => wrapper.unmount()))

/** A panel with stores of its own; `stores.second` is the time on the wall, a full second. */
function panel(component: Component, props: Record<string, unknown> = {}, language: 'zh-CN' | 'en-US' = 'zh-CN') {
  const pinia = createPinia()
  const wrapper = mount(component, { props, global: { plugins: [pinia, createText(language, language === 'zh-CN' ? zhCN : enUS)] } })
  open.push(wrapper)
  const second = useClockStore(pinia).second
  return { wrapper, pinia, second }
}

function know({ pinia }: ReturnType<typeof panel>, incidents: readonly Incident[] = []): void {
  const site = sceneSite()
  const board = emptyBoard()
  for (const incident of incidents) board.incidents.set(incident.id, incident)
  useSiteStore(pinia).site = site
  usePictureStore(pinia).replace(emptyPicture(site.cameras.length, site.teams.length))
  useBoardStore(pinia).replace(board)
}

function hear({ pinia, second }: ReturnType<typeof panel>, health: Partial<Health>): void {
  const link = useLinkStore(pinia)
  const whole: Health = { demo: false, sources: [], platforms: [], walls: 1, journalWritable: true, refused: 0, startedAt: second, ...health }
  link.beat = { now: second, journal: 'j', site: '1', seq: 0, tick: 0, health: whole }
  link.heardAt = second
  link.state = 'live'
}

describe('WALL-2 before the first snapshot', () => {
  it('a panel says that it is connecting, and shows no zeros', async () => {
    const queue = panel(IncidentQueue, { withLast: true })
    expect(queue.wrapper.text()).toContain('正在连接')
    expect(queue.wrapper.text()).not.toContain('0')
    know(queue)
    await nextTick()
    expect(queue.wrapper.get('[data-testid=calm]').text()).toContain('当前无事件')
  })
})

describe('CLOCK-2 an incident on the wall', () => {
  it('shows each stage by its state, and the incident past its limit on top', async () => {
    const queue = panel(IncidentQueue, { withLast: true })
    know(queue, [
      incidentWith(queue.second - 4 * MINUTE_MS, { respond: 2 }, { id: 'within' }),
      incidentWith(queue.second - 12 * MINUTE_MS, { respond: 3.5, dispatch: 4 }, { id: 'over', place: '艺术中心广场' }),
    ])
    await nextTick()
    const rows = queue.wrapper.findAll('[data-incident]')
    expect(rows.map((row) => row.attributes('data-incident'))).toEqual(['over', 'within'])
    const stages = rows[0]?.findAll('[data-stage]').map((stage) => [stage.attributes('data-stage'), stage.attributes('data-state')])
    expect(stages).toEqual([['respond', 'late'], ['dispatch', 'met'], ['arrive', 'missed'], ['resolve', 'open']])
    expect(rows[0]?.text()).toContain('+2:00')
    expect(rows[0]?.text()).toContain('到场超时')
  })

  it('WALL-1 says a state by a mark as well as by colour', async () => {
    const queue = panel(IncidentQueue, { withLast: true })
    know(queue, [incidentWith(queue.second - 12 * MINUTE_MS, { respond: 3.5, dispatch: 4 })])
    await nextTick()
    expect(queue.wrapper.findAll('[data-stage] [data-icon]').map((icon) => icon.attributes('data-icon'))).toEqual(['late', 'met', 'missed'])
    expect(queue.wrapper.get('[data-level] text').text()).toBe('IV')
  })

  it('WALL-3 tells how the last one went when nothing is being worked', async () => {
    const queue = panel(IncidentQueue, { withLast: true })
    know(queue, [incidentWith(queue.second - 40 * MINUTE_MS, { respond: 1, dispatch: 2, arrive: 12, resolve: 20 })])
    await nextTick()
    expect(queue.wrapper.get('[data-testid=last-resolved]').text()).toContain('1 个环节未达标')
  })
})

describe('force by grid', () => {
  it('is one officer, one grid worker and the others, with what the grid carries', async () => {
    const force = panel(GridForce)
    know(force, [incidentWith(force.second - 4 * MINUTE_MS, {}, { grid: 'g2', level: 'II' }), incidentWith(force.second, {}, { id: 'out', grid: null })])
    await nextTick()
    expect(force.wrapper.get('[data-grid=g2]').text()).toMatch(/1 \+ 1 \+ 14.*II.*1 起超时/s)
    expect(force.wrapper.get('[data-grid=""]').text()).toContain('网格外')
  })

  it('says of how many being handled how many are overdue', async () => {
    const force = panel(GridForce)
    know(force, [incidentWith(force.second - 4 * MINUTE_MS, {}, { grid: 'g2', level: 'II' }), incidentWith(force.second, {}, { id: 'new', grid: 'g2' })])
    await nextTick()
    expect(force.wrapper.get('[data-grid=g2]').text()).toContain('2 起 · 1 超时')
  })
})

describe('STALE-1 the patrol roster', () => {
  it('never calls a team that was never heard of lost or present', async () => {
    const roster = panel(PatrolRoster)
    know(roster)
    const position = { lonE7: 0, latE7: 0, fixAt: roster.second - 134_000, accuracyDm: null, speedCmps: null, headingDeg: 90, source: 0 }
    const picture = usePictureStore(roster.pinia)
    picture.replace({ ...picture.picture, positions: [position, null] })
    await nextTick()
    const [first, second] = roster.wrapper.findAll('[data-team]')
    expect([first?.attributes('data-freshness'), first?.text()]).toEqual(['lost', expect.stringContaining('失联')])
    expect(first?.text()).toContain('2分14秒')
    expect([second?.attributes('data-freshness'), second?.text()]).toEqual(['never', expect.stringContaining('从未上报')])
  })

  it.each([['dispatch', '赴 001'], ['arrive', '在 001']] as const)('says of a team that stamped %s last: %s', async (stage, said) => {
    const roster = panel(PatrolRoster)
    const told = incidentWith(roster.second - MINUTE_MS, { dispatch: 0.2, ...(stage === 'arrive' ? { arrive: 0.5 } : {}) })
    const unit = sceneSite().teams[0]!.id
    const stamps = { ...told.stamps, [stage]: told.stamps[stage].map((stamp) => ({ ...stamp, unit })) }
    know(roster, [{ ...told, stamps }])
    const position = { lonE7: 0, latE7: 0, fixAt: roster.second, accuracyDm: null, speedCmps: null, headingDeg: 90, source: 0 }
    const picture = usePictureStore(roster.pinia)
    picture.replace({ ...picture.picture, positions: [position] })
    await nextTick()
    expect(roster.wrapper.get('[data-team]').text()).toContain(said)
  })
})

describe('ROUTE-7 the roster of teams on patrol', () => {
  const patrolOf = (unit: string, route: string, course: Course, since: number): Patrol => ({
    unit, route, course, since, hadLeft: course === 'off', alongM: 0, alongAt: since, direction: 1, loop: null, stays: [], lastLoop: null,
    day: { day: '', completed: 0, missed: 0, unknown: 0 },
  })

  it.each([
    ['zh-CN', 'on', '在线路'], ['zh-CN', 'off', '偏离 12:05'], ['zh-CN', 'unknown', '待定'], ['zh-CN', 'excused', '在线'],
    ['en-US', 'on', 'on route'], ['en-US', 'off', 'off 12:05'], ['en-US', 'unknown', 'unsure'],
  ] as const)('in %s says of a course that is %s: %s', async (language, course, words) => {
    const roster = panel(PatrolRoster, {}, language)
    know(roster)
    const team = sceneSite().teams[0]!
    const board = { ...emptyBoard(), mode: 'holiday' as const }
    board.patrols.set(team.id, patrolOf(team.id, team.route, course, roster.second - 725_000))
    useBoardStore(roster.pinia).replace(board)
    const position = { lonE7: 0, latE7: 0, fixAt: roster.second, accuracyDm: null, speedCmps: null, headingDeg: 90, source: 0 }
    const picture = usePictureStore(roster.pinia)
    picture.replace({ ...picture.picture, positions: [position, null] })
    await nextTick()
    const first = roster.wrapper.get('[data-team]')
    expect(first.get('.state').text()).toBe(words)
    expect(first.find('.off').exists()).toBe(course === 'off')
    expect(roster.wrapper.text().includes('1 偏离') || roster.wrapper.text().includes('1 off')).toBe(course === 'off')
    picture.replace({ ...picture.picture, positions: [{ ...position, fixAt: roster.second - 134_000 }, null] })
    await nextTick()
    expect(first.attributes('data-course')).toBeUndefined()
  })

  it.each([[301_000, '落后 5:01'], [300_000, '在线路']])('ROUTE-6 says of a team on its route and %d ms behind its pace: %s', async (behind, words) => {
    const roster = panel(PatrolRoster)
    know(roster)
    const site = sceneSite()
    const team = site.teams[0]!
    const route = site.routes.find(({ id }) => id === team.route)!
    const [lon, lat] = route.checkpoints[0]?.position ?? route.line[0]!
    useSiteStore(roster.pinia).site = { ...site, routes: [{ ...route, loopMs: 3_600_000, checkpoints: [{ name: route.name, position: [lon, lat] }, { name: route.name, position: route.line[1]! }] }] }
    const board = { ...emptyBoard(), mode: 'holiday' as const }
    const loop = { first: 0, direction: 1 as const, startedAt: roster.second - behind, marks: ['reached' as const, 'open' as const], overdue: false }
    board.patrols.set(team.id, { ...patrolOf(team.id, team.route, 'on', roster.second), loop })
    useBoardStore(roster.pinia).replace(board)
    const picture = usePictureStore(roster.pinia)
    picture.replace({ ...picture.picture, positions: [{ lonE7: toE7(lon), latE7: toE7(lat), fixAt: roster.second, accuracyDm: null, speedCmps: null, headingDeg: 90, source: 0 }, null] })
    await nextTick()
    expect(roster.wrapper.get('[data-team] .state').text()).toBe(words)
  })

  it.each([
    ['zh-CN', 'tooLong', '2号点久留'], ['zh-CN', 'tooShort', '2号点短留'], ['zh-CN', 'skipped', '漏2号点'], ['zh-CN', 'kept', '在线路'],
    ['en-US', 'tooLong', 'long at 2'], ['en-US', 'tooShort', 'short at 2'], ['en-US', 'skipped', 'skipped 2'],
  ] as const)('ROUTE-11 in %s says of a team on its route whose stay or checkpoint was %s: %s, and which checkpoint', async (language, wrong, words) => {
    const roster = panel(PatrolRoster, {}, language)
    know(roster)
    const site = sceneSite()
    const team = site.teams[0]!
    const route = site.routes.find(({ id }) => id === team.route)!
    const checkpoints = [{ name: route.name, position: route.line[0]! }, { name: { zh: '东门', en: 'East gate' }, position: route.line[1]! }]
    useSiteStore(roster.pinia).site = { ...site, routes: [{ ...route, checkpoints }] }
    const board = { ...emptyBoard(), mode: 'holiday' as const }
    const stays = wrong === 'skipped' ? [] : [{ checkpoint: 1, at: roster.second, dwellMs: 301_000, verdict: wrong }]
    const loop = { first: 0, direction: 1 as const, startedAt: roster.second, marks: ['reached' as const, wrong === 'skipped' ? wrong : 'reached' as const], overdue: false }
    board.patrols.set(team.id, { ...patrolOf(team.id, team.route, 'on', roster.second), loop, stays })
    useBoardStore(roster.pinia).replace(board)
    const [lon, lat] = route.line[0]!
    const picture = usePictureStore(roster.pinia)
    picture.replace({ ...picture.picture, positions: [{ lonE7: toE7(lon), latE7: toE7(lat), fixAt: roster.second, accuracyDm: null, speedCmps: null, headingDeg: 90, source: 0 }, null] })
    await nextTick()
    expect(roster.wrapper.get('[data-team] .state').text()).toBe(words)
    expect(/东门|East gate/.test(roster.wrapper.get('[data-team] .route').text())).toBe(wrong !== 'kept')
  })

  it.each([[1, 500, '在线路'], [-1, 100, '落后 6:40']] as const)(
    'ROUTE-10 on a street walked out and back has a team where its facts have it (direction %d): %d m, %s', async (direction, metres, words) => {
      const roster = panel(PatrolRoster)
      know(roster)
      const site = sceneSite()
      const team = site.teams[0]!
      const route = site.routes.find(({ id }) => id === team.route)!
      const line = ([[0, 0], [300, 0], [0, 0]] as const).map(degreesAt)
      const checkpoints = [line[0]!, line[1]!].map((position) => ({ name: route.name, position }))
      useSiteStore(roster.pinia).site = { ...site, routes: [{ ...route, line, loopMs: 600_000, checkpoints }] }
      const board = { ...emptyBoard(), mode: 'holiday' as const }
      const loop = { first: 0, direction: 1 as const, startedAt: roster.second - 500_000, marks: ['reached' as const, 'reached' as const], overdue: false }
      board.patrols.set(team.id, { ...patrolOf(team.id, team.route, 'on', roster.second - 9_000), loop, direction, alongM: direction === 1 ? 300 : 120 })
      useBoardStore(roster.pinia).replace(board)
      const [lon, lat] = degreesAt([100, 0])
      const picture = usePictureStore(roster.pinia)
      picture.replace({ ...picture.picture, positions: [{ lonE7: toE7(lon), latE7: toE7(lat), fixAt: roster.second, accuracyDm: null, speedCmps: null, headingDeg: 90, source: 0 }, null] })
      await nextTick()
      expect(roster.wrapper.get('[data-team] .route').text()).toContain(`${metres}米`)
      expect(roster.wrapper.get('[data-team] .state').text()).toBe(words)
    })

  it.each([['holiday', '偏离 12:05', false], ['normal', '不要求', true]] as const)(
    'MODE-3 says in %s mode of a team off its route: %s', async (mode, words, said) => {
      const roster = panel(PatrolRoster)
      know(roster)
      const team = sceneSite().teams[0]!
      const board = { ...emptyBoard(), mode }
      board.patrols.set(team.id, patrolOf(team.id, team.route, 'off', roster.second - 725_000))
      useBoardStore(roster.pinia).replace(board)
      const picture = usePictureStore(roster.pinia)
      const position = { lonE7: 0, latE7: 0, fixAt: roster.second, accuracyDm: null, speedCmps: null, headingDeg: 90, source: 0 }
      picture.replace({ ...picture.picture, positions: [position, null] })
      await nextTick()
      expect(roster.wrapper.get('[data-team] .state').text()).toBe(words)
      expect(roster.wrapper.text().includes('在线 · 不要求')).toBe(said)
    })
})

describe('QUEUE-3 reports by hour', () => {
  it('are a bar an hour, with those over a limit on the others, and labelled every six hours of the day', async () => {
    const hours = panel(IncidentsByHour)
    know(hours, [
      incidentWith(hours.second - MINUTE_MS, {}, { id: 'a' }), incidentWith(hours.second - MINUTE_MS, {}, { id: 'b' }), incidentWith(hours.second - 9 * MINUTE_MS, { respond: 4 }, { id: 'c' }),
    ])
    await nextTick()
    const bars = hours.wrapper.findAll('.hour')
    const ofAll = (selector: string): number => bars.reduce((sum, bar) => sum + parseFloat((bar.get(selector).element as HTMLElement).style.height), 0)
    expect([bars.length, ofAll('.breached'), ofAll('i:not(.breached)')]).toEqual([25, 25, 50])
    expect(hours.wrapper.findAll('.label').filter((label) => label.text() !== '')).toHaveLength(4)
    expect(hours.wrapper.get('.note').text()).toBe('3 · 超时 1')
  })
})

describe('STALE-2 camera serviceability', () => {
  it('shows no rate where nothing is known', async () => {
    const cameras = panel(CameraServiceability)
    know(cameras)
    await nextTick()
    expect(cameras.wrapper.get('[data-grid=g1] .rate').text()).toBe('无数据')
    expect(cameras.wrapper.text()).toContain('未知 2197')
    expect(cameras.wrapper.get('[data-grid=g1] .unknown').text()).toBe('100%')
  })

  it('CAMERA-1 says of each grid what share is unknown, and does not draw it as calm, also where its rate is well', async () => {
    const cameras = panel(CameraServiceability)
    know(cameras)
    const site = sceneSite()
    const ofGrid = site.cameras.flatMap(({ grid }, place) => (grid === 'g1' ? [place] : []))
    const picture = emptyPicture(site.cameras.length, site.teams.length)
    for (const place of site.cameras.keys()) picture.cameraStatus[place] = CAMERA_STATUSES.indexOf('online')
    for (const place of ofGrid.slice(0, Math.ceil(ofGrid.length / 2))) picture.cameraStatus[place] = CAMERA_STATUSES.indexOf('unknown')
    usePictureStore(cameras.pinia).replace(picture)
    await nextTick()
    const [first, second] = ['g1', 'g2'].map((id) => cameras.wrapper.get(`[data-grid=${id}]`))
    expect([first?.get('.rate').text(), first?.get('.unknown').text(), first?.classes()]).toEqual(['100.0%', expect.stringMatching(/^5[01]%$/), ['unsure']])
    expect([second?.get('.unknown').text(), second?.classes()]).toEqual(['', []])
  })
})

describe('the banner and the header', () => {
  it('STALE-1 says that the data has stopped and how long ago', async () => {
    const banner = panel(StoppedBanner)
    hear(banner, {})
    await nextTick()
    expect(banner.wrapper.find('[role=alert]').exists()).toBe(false)
    const link = useLinkStore(banner.pinia)
    link.heardAt = banner.second - 12_000
    link.state = 'stale'
    await nextTick()
    expect(banner.wrapper.get('[data-testid=stale]').text()).toContain('数据已停 · 12秒前')
  })

  it('labels a demo as a demo, in both languages', async () => {
    for (const [language, label] of [['zh-CN', '模拟数据'], ['en-US', 'DEMO DATA']] as const) {
      const header = panel(HeaderBar, {}, language)
      hear(header, { demo: false })
      await nextTick()
      expect(header.wrapper.find('[data-testid=demo]').exists()).toBe(false)
      hear(header, { demo: true })
      await nextTick()
      expect(header.wrapper.get('[data-testid=demo]').text()).toBe(label)
    }
  })

  it('CLOCK-3 shows no time before the server has told it, then the site’s', async () => {
    const header = panel(HeaderBar)
    expect(header.wrapper.get('[data-testid=server-time]').text()).toBe('--:--:--')
    know(header)
    hear(header, {})
    await nextTick()
    expect(header.wrapper.get('[data-testid=server-time]').text()).toMatch(/^\d\d:\d\d:\d\d$/)
  })

  it('marks the mode in force', async () => {
    const header = panel(HeaderBar)
    expect(header.wrapper.find('[aria-current]').exists()).toBe(false)
    know(header)
    await nextTick()
    expect(header.wrapper.findAll('[aria-current]').map((tab) => tab.attributes('data-mode'))).toEqual(['normal'])
  })
})

describe('ESC-2: a handover nobody has acknowledged', () => {
  const handedOver = (id: string, acknowledgeBy: number, more: Partial<Incident> = {}): Incident => incidentWith(0, {}, {
    id, number: `20261123-${id}`,
    escalations: [{
      seq: 2, state: 'handedOver', causes: [], proposedAt: 0, from: 'office', to: 'committee', decision: { at: 0, by: 'desk', reason: '升级' },
      acknowledgeBy, limitMissed: false, acknowledged: null,
    }],
    ...more,
  })
  const lineOf = async (incidents: (second: number) => Incident[], language: 'zh-CN' | 'en-US' = 'zh-CN') => {
    const queue = panel(IncidentQueue, { withLast: true }, language)
    know(queue, incidents(queue.second))
    await nextTick()
    return queue.wrapper.find('[data-testid="handover"]')
  }

  it('stands above the queue with what is left, also when its incident is resolved', async () => {
    const resolved = incidentWith(0, { resolve: 1 })
    const line = await lineOf((second) => [handedOver('001', second + 90_000, { stamps: resolved.stamps })])
    expect([line.text(), line.attributes('data-overdue')]).toEqual(['移交待签收 1123-001 → 管委会 1:30', 'false'])
  })

  it('says by how much it is overdue, from the moment after its limit, and counts the others', async () => {
    expect((await lineOf((second) => [handedOver('001', second)])).attributes('data-overdue')).toBe('false')
    const line = await lineOf((second) => [handedOver('001', second + 60_000), handedOver('002', second - 30_000)])
    expect([line.text(), line.attributes('data-overdue')]).toEqual(['移交超时未签收 1123-002 → 管委会 +0:30 · 另有 1 起', 'true'])
    expect((await lineOf((second) => [handedOver('001', second - 1_000)], 'en-US')).text()).toBe('Handover 1123-001 → committee not acknowledged: +0:01')
  })

  it('is gone once it is acknowledged', async () => {
    const line = await lineOf(() => [incidentWith(0)])
    expect(line.exists()).toBe(false)
  })
})

/** Puts a board in its place after `change`. */
function boardWith(on: ReturnType<typeof panel>, change: (board: Board) => void): void {
  know(on)
  const board = emptyBoard()
  change(board)
  useBoardStore(on.pinia).replace(board)
}

describe('MODE-2 the mode on the wall', () => {
  it('marks the one in force, one that is proposed and one that waits to be confirmed, in words', async () => {
    const tabs = panel(ModeTabs)
    const cause = { why: 'holidayStarts', holiday: '2024-02-10', event: null, incident: null, level: null } as const
    boardWith(tabs, (board) => {
      const proposal = { seq: 1, at: tabs.second, to: 'holiday', cause, until: tabs.second + 1_000, state: 'open', decided: null } as const
      board.modeRecord = {
        ...board.modeRecord, proposals: [proposal, { ...proposal, seq: 2, to: 'event', until: tabs.second }],
        prepared: { seq: 3, at: tabs.second, by: 'a', reason: 'x', confirmBy: tabs.second + 1 },
      }
    })
    await nextTick()
    expect(tabs.wrapper.findAll('[data-mode]').map((tab) => tab.text())).toEqual(['平时', '节假日建议', '重大活动', '应急战时待确认'])
    expect(tabs.wrapper.get('[aria-current]').attributes('data-mode')).toBe('normal')
  })
})

describe('POST-3 the posts on the wall', () => {
  const shiftOf = (second: number, post: string) => (
    { post, startsAt: second - 30 * MINUTE_MS, endsAt: second + MINUTE_MS, unit: null, role: 'guard', count: 2 } as const)

  it('are not judged in a mode that expects none, nor without a roster', async () => {
    const [calm, unset] = [panel(PostBoard), panel(PostBoard)]
    boardWith(calm, () => undefined)
    boardWith(unset, (board) => { board.mode = 'holiday' })
    await nextTick()
    expect(calm.wrapper.text()).toContain('处 · 不要求')
    expect(calm.wrapper.findAll('[data-state]')).toEqual([])
    expect(unset.wrapper.text()).toContain('未排班')
    expect(new Set(unset.wrapper.findAll('[data-state]').map((post) => post.attributes('data-state')))).toEqual(new Set(['unrostered']))
  })

  it('WALL-1 say by a mark as well as by colour which are manned, late or off shift, and how many', async () => {
    const posts = panel(PostBoard)
    const [first, second, third] = sceneSite().posts.map(({ id }) => id) as [string, string, string]
    boardWith(posts, (board) => {
      board.mode = 'holiday'
      const shifts = [shiftOf(posts.second, first), shiftOf(posts.second, second), { ...shiftOf(posts.second, third), startsAt: posts.second + MINUTE_MS, endsAt: posts.second + 9 * MINUTE_MS }]
      board.duty = {
        roster: { seq: 1, setAt: 0, by: 'a', shifts },
        presences: [{ seq: 2, post: first, unit: null, role: null, count: 9, by: 'a', from: posts.second - MINUTE_MS, to: null }],
      }
    })
    await nextTick()
    const states = [first, second, third].map((id) => posts.wrapper.get(`[data-post="${id}"]`))
    expect(states.map((post) => [post.attributes('data-state'), post.get('[data-icon]').attributes('data-icon')])).toEqual([
      ['manned', 'manned'], ['late', 'late'], ['notExpected', 'notExpected'],
    ])
    expect(posts.wrapper.text()).toContain(`未排班 ${sceneSite().posts.length - 3} · 应守 2 · 在岗 1`)
  })

  it('POST-13 say of the worst that is not well what it is and for how long, as grave as its alarm, and count the others', async () => {
    const posts = panel(PostBoard)
    const [first, second, third] = sceneSite().posts.map(({ id }) => id) as [string, string, string]
    boardWith(posts, (board) => {
      board.mode = 'holiday'
      const shifts = [first, second, third].map((post) => shiftOf(posts.second, post))
      const here = { seq: 2, unit: null, role: 'guard', by: 'a', from: posts.second - 30 * MINUTE_MS, to: null } as const
      board.duty = { roster: { seq: 1, setAt: 0, by: 'a', shifts }, presences: [{ ...here, post: first, count: 1 }, { ...here, seq: 3, post: third, count: 2, to: posts.second - 7 * MINUTE_MS }] }
    })
    await nextTick()
    const [line, more] = posts.wrapper.findAll('.wanting')
    expect([line?.text(), line?.attributes('data-priority')]).toEqual(['2 会展中心南门 迟到 30分0秒', 'medium'])
    expect(more?.text()).toBe('另有 2 处')
    expect([first, third].map((id) => posts.wrapper.get(`[data-post="${id}"]`).attributes('data-priority'))).toEqual(['low', 'medium'])
  })
})
