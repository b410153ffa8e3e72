import { growSite, type BenchSite } from '../load/sitePack.ts'
import { Stage, type Pace, type Window } from '../load/offer.ts'
import { Workload } from '../load/workload.ts'
import { atMost, told, unless, type Figure } from '../measure/figure.ts'
import { median, percentile } from '../measure/figures.ts'
import { tooBusy } from '../measure/processCpu.ts'
import { createBareWs } from '../systems/bareWs.ts'
import { createProduct } from '../systems/product.ts'
import type { System } from '../systems/system.ts'

export const CAMERAS = 2_197
export const UNITS = 200
const SCREENS = 100

/** What is offered: the heaviest, by which all of both programs is compiled, then the usual load as sources send it and one update a call. */
interface Rate extends Omit<Pace, 'seconds'> {
  readonly name: string
  readonly mostBytes: number
}
const RATES: readonly Rate[] = [
  { name: '20k/s, 400 a call', updatesPerSecond: 20_000, updatesPerCall: 400, mostBytes: 9 },
  { name: '1k/s, 20 a call', updatesPerSecond: 1_000, updatesPerCall: 20, mostBytes: 16 },
  { name: '1k/s, one a call', updatesPerSecond: 1_000, updatesPerCall: 1, mostBytes: 16 },
]
/**
 * Calls that both take before anything counts: what a hundred calls a second bring in eight minutes. Node compiles its own
 * HTTP code late where a program is large: reading the headers of a call took ours 4 to 6 µs the first 18,000 times, then
 * 0.6 µs, as bare `ws` from the start.
 */
const UNCOUNTED_CALLS = 48_000
/** And then so long at each rate, together. */
const UNCOUNTED_SECONDS = 30
const MOST_OF_BARE_CPU = 1.15
const MOST_OF_BARE_LATENCY = 1.05

export interface FanOutOptions {
  /** How often both are started anew: one and the same program differs more from start to start than from round to round. */
  readonly starts: number
  /** Of each start. */
  readonly rounds: number
  readonly secondsEach: number
  /** Only the rates of these names; all when absent. */
  readonly only?: readonly string[]
}

/** Windows of ours, and those of bare `ws` beside each. */
type Windows = readonly [Window[], Window[]]

/** Our CPU, bytes and latency to 100 screens beside those of bare `ws` with the same batching, round by round in turn. */
export async function benchFanOut(options: FanOutOptions): Promise<Figure[]> {
  const site = await growSite({ cameras: CAMERAS, units: UNITS })
  const measured = RATES.filter(({ name }) => options.only?.includes(name) ?? true).map((rate) => ({ rate, windows: [[], []] as Windows }))
  try {
    for (let start = 0; start < options.starts; start++) await measureAll(measured, site, options)
    return measured.flatMap(({ rate, windows }) => figuresOf(rate, ...windows))
  } finally {
    site.remove()
  }
}

async function measureAll(measured: readonly { readonly rate: Rate; readonly windows: Windows }[], site: BenchSite, options: FanOutOptions): Promise<void> {
  const open: Stage[] = []
  const opened = async (system: System): Promise<Stage> => {
    const stage = await stageOf(system, site)
    open.push(stage)
    return stage
  }
  try {
    const stages = [await opened(createProduct(site)), await opened(createBareWs(site))] as const
    for (const { rate, windows } of measured) await compare(rate, windows, stages, options)
  } finally {
    for (const stage of open) await stage.close()
  }
}

async function stageOf(system: System, { site }: BenchSite): Promise<Stage> {
  const stage = new Stage(await system.start(), SCREENS, new Workload(site))
  await stage.open()
  await stage.warmUp(UNCOUNTED_CALLS)
  return stage
}

async function compare(rate: Rate, windows: Windows, stages: readonly [Stage, Stage], { rounds, secondsEach }: FanOutOptions): Promise<void> {
  await Promise.all(stages.map((stage) => stage.run({ ...rate, seconds: UNCOUNTED_SECONDS })))
  for (let round = 0; round < rounds; round++) {
    for (const which of round % 2 === 0 ? [0, 1] as const : [1, 0] as const) {
      windows[which].push(await stages[which].run({ ...rate, seconds: secondsEach }))
    }
  }
}

function figuresOf(rate: Rate, ours: readonly Window[], bare: readonly Window[]): Figure[] {
  const { name, mostBytes, updatesPerSecond } = rate
  const of = (windows: readonly Window[], read: (window: Window) => number): number => median(windows.map(read))
  const latency = (windows: readonly Window[], share: number): number => of(windows, ({ latenciesMs }) => percentile(latenciesMs, share))
  const other = Math.max(...[...ours, ...bare].map(({ otherWork }) => otherWork))
  const busy = tooBusy(other)
  const cpu = ({ cpuUs }: Window): number => cpuUs
  const cpuShare = median(ours.map(({ cpuUs }, round) => cpuUs / (bare[round] as Window).cpuUs))
  const ratios = [0.5, 0.99].map((share) => {
    const figure = atMost(`${name}: p${share * 100} latency of bare ws`, latency(ours, share) / latency(bare, share), MOST_OF_BARE_LATENCY, '×')
    return unless(busy, updatesPerSecond === 1_000 ? figure : told(figure.name, figure.value, figure.unit))
  })
  return [
    atMost(`${name}: CPU of bare ws`, cpuShare, MOST_OF_BARE_CPU, '×', 'cpuRatio'),
    told(`${name}: CPU per update delivered`, of(ours, cpu), 'µs'),
    atMost(`${name}: wire per update delivered`, of(ours, ({ wireBytes }) => wireBytes), mostBytes, 'B', 'bytes'),
    ...ratios,
    unless(busy, told(`${name}: p50 latency`, latency(ours, 0.5), 'ms')),
    unless(busy, told(`${name}: p99 latency`, latency(ours, 0.99), 'ms')),
    atMost(`${name}: screens that lost an update or differ from the server`, Math.max(...ours.map(({ behind }) => behind)), 0, ''),
    told(`${name}: other work on this machine`, other * 100, '%'),
  ]
}
