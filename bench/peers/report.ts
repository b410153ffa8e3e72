import { median } from '../measure/figures.ts'
import type { Round } from './offering.ts'

/** Medians of one system at one rate over its valid rounds. */
export interface Figures {
  readonly system: string
  readonly updatesPerSecond: number
  readonly validRounds: number
  readonly cpuUs: number
  readonly wireBytes: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** The most there were in any round, valid or not. */
  readonly screensBehind: number
  /** Of all rounds. */
  readonly otherWork: number
  /** Our CPU per update at the same rate as a share of it, of a peer. */
  readonly oursShare: number | null
  /** Our CPU at the full rate as a share of it, when a peer's rate had to be lowered. */
  readonly oursShareAtFullRate: number | null
  /** The most `oursShare` may be. */
  readonly must: number | null
  /** Null: too few rounds were valid to say. */
  readonly holds: boolean | null
}

/** Our CPU per update delivered as a share of a peer's, at most. */
const MUST: Readonly<Record<string, number>> = { 'Node-RED worldmap': 0.12, 'FlowFuse dashboard': 0.08, 'Signal K server': 0.07 }
/** Of fewer valid rounds nothing is said. */
const LEAST_ROUNDS = 3

/** Medians over the rounds, ours first. `full`: the rate offered to all that can take it. */
export function figuresOf(rounds: readonly Round[], full: number): Figures[] {
  const groups = new Map<string, Round[]>()
  for (const round of rounds) {
    const name = `${round.system} ${round.updatesPerSecond}`
    groups.set(name, [...(groups.get(name) ?? []), round])
  }
  const name = rounds[0]!.system
  const ours = (rate: number): Round[] => validOf(groups.get(`${name} ${rate}`)!)
  return [...groups.values()].map((group) => {
    const { system, updatesPerSecond } = group[0]!
    const medians = mediansOf(group)
    return system === name ? medians : compared(medians, ours(updatesPerSecond), updatesPerSecond === full ? null : ours(full))
  })
}

function validOf(rounds: readonly Round[]): Round[] {
  return rounds.filter(({ valid }) => valid)
}

function mediansOf(rounds: readonly Round[]): Figures {
  const { system, updatesPerSecond } = rounds[0]!
  const valid = validOf(rounds)
  const of = (read: (round: Round) => number): number => median(valid.map(read))
  return {
    system, updatesPerSecond, validRounds: valid.length, cpuUs: of(({ cpuUs }) => cpuUs), wireBytes: of(({ wireBytes }) => wireBytes),
    p50Ms: of(({ p50Ms }) => p50Ms), p99Ms: of(({ p99Ms }) => p99Ms),
    screensBehind: Math.max(...rounds.map(({ screensBehind }) => screensBehind)),
    otherWork: median(rounds.map(({ otherWork }) => otherWork)),
    oursShare: null, oursShareAtFullRate: null, must: MUST[system] ?? null, holds: null,
  }
}

function compared(peer: Figures, ours: readonly Round[], oursAtFullRate: readonly Round[] | null): Figures {
  const shareOf = (rounds: readonly Round[]): number => median(rounds.map(({ cpuUs }) => cpuUs)) / peer.cpuUs
  const share = shareOf(ours)
  const enough = Math.min(peer.validRounds, ours.length) >= LEAST_ROUNDS
  return {
    ...peer, oursShare: share, oursShareAtFullRate: oursAtFullRate === null ? null : shareOf(oursAtFullRate),
    holds: enough && peer.must !== null ? share <= peer.must : null,
  }
}

const HEAD = ['system', 'updates/s', 'rounds', 'CPU µs', 'bytes', 'p50 ms', 'p99 ms', 'behind', 'other', 'ours', 'at most', '']

/** The figures as a table: CPU and bytes per update delivered, ours as a share of each peer. */
export function tableOf(figures: readonly Figures[]): string {
  const rows = [HEAD, ...figures.map(rowOf)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const padded = (cell: string, column: number): string => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))
  return rows.map((row) => [...row.slice(0, -1).map(padded), row.at(-1)].join('  ').trimEnd()).join('\n')
}

function rowOf(figures: Figures): string[] {
  const { oursShareAtFullRate, must, holds } = figures
  const verdict = must === null ? '' : holds === null ? 'not valid' : holds ? 'holds' : 'FALLS SHORT'
  return [
    figures.system, String(figures.updatesPerSecond), String(figures.validRounds), rounded(figures.cpuUs, 2), rounded(figures.wireBytes, 1),
    rounded(figures.p50Ms, 1), rounded(figures.p99Ms, 1), String(figures.screensBehind), percent(figures.otherWork),
    percent(figures.oursShare), percent(must),
    oursShareAtFullRate === null ? verdict : `${verdict} (ours at full rate: ${percent(oursShareAtFullRate)})`,
  ]
}

function rounded(value: number, digits: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(digits)
}

function percent(share: number | null): string {
  return share === null ? '' : Number.isNaN(share) ? '–' : `${rounded(share * 100, 1)} %`
}
