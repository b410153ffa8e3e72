import type { Outcome } from '../../../shared/clock/stageStatistics.ts'
import { EXCLUSIONS } from '../../../shared/clock/stageStatistics.ts'
import { INCIDENT_KINDS, LEVELS } from '../../../shared/incident/kinds.ts'
import { MODES } from '../../../shared/mode/types.ts'
import type { Text } from '../../../shared/site/types.ts'
import { BIN_SHARE, BINS } from '../../../shared/timing/bins.ts'
import type { Dimension } from '../../../shared/timing/dimensions.ts'
import { clockFigure } from '../../text/duration.ts'
import { useText } from '../../text/useText.ts'

const PER_CENT = 100
/** All drills, however many. */
export const ALL_DRILLS = 'drills'

/** A drill as it is told apart from others of its name: by when it started. */
export interface NamedDrill {
  readonly name: string
  /** As its place's clocks say it. */
  readonly started: string
}

/** How the tab says what the answer holds. `drills`: by space. */
export function useTimingWords(names: () => ReadonlyMap<string, Text>, drills: () => ReadonlyMap<string, NamedDrill> = () => new Map()) {
  const { t, say } = useText()

  function spaceName(space: string): string {
    const [kind, ...rest] = space.split(':')
    if (kind === 'live') return t('timing.spaces.live')
    if (space === ALL_DRILLS) return t('timing.spaces.drills')
    const drill = drills().get(space)
    if (drill !== undefined) return t('timing.spaces.drill', { name: `${drill.name} ${drill.started}` })
    return t(`timing.spaces.${kind === 'drill' ? 'drill' : 'import'}`, { name: rest.join(':') })
  }

  function groupName(by: Dimension, key: string | null): string {
    if (key === null) return t('timing.none')
    if (by === 'all') return t('timing.total')
    if (by === 'grid' || by === 'team') return say(names().get(key) ?? { zh: key, en: key })
    if (by === 'kind' || by === 'plan') return (INCIDENT_KINDS as readonly string[]).includes(key) ? t(`kind.${key}`) : key
    if (by === 'level') return (LEVELS as readonly string[]).includes(key) ? `${key} ${t(`level.${key}`)}` : key
    if (by === 'mode') return (MODES as readonly string[]).includes(key) ? t(`mode.${key}`) : key
    if (by === 'hour') return `${key}:00`
    return by === 'space' ? spaceName(key) : key
  }

  /** A group on an axis: a drill on two lines, so that when it was is read however long its name. */
  function pointName(by: Dimension, key: string | null): string {
    const drill = by === 'space' && key !== null ? drills().get(key) : undefined
    return drill === undefined ? groupName(by, key) : `${t('timing.spaces.drill', { name: drill.name })}\n${drill.started}`
  }

  const time = (ms: number | null): string => (ms === null ? '–' : ms < 0 ? `−${clockFigure(-ms)}` : clockFigure(ms))
  const share = (within: number | null): string => (within === null ? '–' : `${(within * PER_CENT).toFixed(1)}%`)
  /** Why how many are left out, in words: `未记录 2 · 误报 1`. */
  const leftOut = (excluded: Readonly<Record<string, number>>): string => EXCLUSIONS.filter((reason) => (excluded[reason] ?? 0) > 0)
    .map((reason) => `${outcomeName(reason)} ${excluded[reason]}`).join(' · ')
  /** A bar of the distribution, as the share of the limit it holds: `20–30%`, `>200%`. */
  const barName = (bin: number): string => (bin >= BINS ? `${t('timing.beyond')}%` : `${Math.round(bin * BIN_SHARE * PER_CENT)}–${Math.round((bin + 1) * BIN_SHARE * PER_CENT)}%`)
  const outcomeName = (outcome: Outcome): string => t(`timing.outcome.${outcome}`)

  /** A note of an imported row: its class, the column it is about, what was written there. */
  const noteName = ({ class: what, column, written }: { readonly class: string; readonly column: string | null; readonly written: string | null }): string =>
    (column === null ? what : `${what}(${written === null ? column : `${column}: ${written}`})`)

  return { t, say, noteName, spaceName, groupName, pointName, time, share, leftOut, outcomeName, barName }
}

/** The mark a space's figures carry on every surface (DRILL-1, DEMO-1, EXPORT-2): its word's key; null for the real thing. */
export function markKey(spaces: readonly string[], demo: boolean): string | null {
  if (spaces.some((space) => space.startsWith('drill:') || space === ALL_DRILLS)) return 'timing.mark.drill'
  if (spaces.some((space) => space.startsWith('import:'))) return 'timing.mark.import'
  return demo ? 'demo' : null
}
