import type { Outcome } from '../../../shared/clock/stageStatistics.ts'
import { EXCLUSIONS } from '../../../shared/clock/stageStatistics.ts'
import { INCIDENT_KINDS, LEVELS } from '../../../shared/incident/kinds.ts'
import { MODES } from '../../../shared/mode/types.ts'
import type { Text } from '../../../shared/site/types.ts'
import type { Dimension } from '../../../shared/timing/dimensions.ts'
import { clockFigure } from '../../text/duration.ts'
import { useText } from '../../text/useText.ts'

const PER_CENT = 100

/** How the tab says what the answer holds. */
export function useTimingWords(names: () => ReadonlyMap<string, Text>) {
  const { t, say } = useText()

  function spaceName(space: string): string {
    const [kind, ...rest] = space.split(':')
    if (kind === 'live') return t('timing.spaces.live')
    const known = names().get(space)
    return t(`timing.spaces.${kind === 'drill' ? 'drill' : 'import'}`, { name: known === undefined ? rest.join(':') : say(known) })
  }

  function groupName(by: Dimension, key: string | null): string {
    if (key === null) return t('timing.none')
    if (by === 'all') return t('timing.total')
    if (by === 'grid' || by === 'team') return say(names().get(key) ?? { zh: key, en: key })
    if (by === 'kind') return (INCIDENT_KINDS as readonly string[]).includes(key) ? t(`kind.${key}`) : key
    if (by === 'level') return (LEVELS as readonly string[]).includes(key) ? `${key} ${t(`level.${key}`)}` : key
    if (by === 'mode') return (MODES as readonly string[]).includes(key) ? t(`mode.${key}`) : key
    if (by === 'hour') return `${key}:00`
    return by === 'space' ? spaceName(key) : key
  }

  const time = (ms: number | null): string => (ms === null ? '–' : ms < 0 ? `−${clockFigure(-ms)}` : clockFigure(ms))
  const share = (within: number | null): string => (within === null ? '–' : `${(within * PER_CENT).toFixed(1)}%`)
  /** Why how many are left out, in words: `未记录 2 · 误报 1`. */
  const leftOut = (excluded: Readonly<Record<string, number>>): string => EXCLUSIONS.filter((reason) => (excluded[reason] ?? 0) > 0)
    .map((reason) => `${outcomeName(reason)} ${excluded[reason]}`).join(' · ')
  const outcomeName = (outcome: Outcome): string => t(`timing.outcome.${outcome}`)

  return { t, say, spaceName, groupName, time, share, leftOut, outcomeName }
}

/** The mark a space's figures carry on every surface (DRILL-1, DEMO-1, EXPORT-2): its word's key; null for the real thing. */
export function markKey(spaces: readonly string[], demo: boolean): string | null {
  if (spaces.some((space) => space.startsWith('drill:'))) return 'timing.mark.drill'
  if (spaces.some((space) => space.startsWith('import:'))) return 'timing.mark.import'
  return demo ? 'demo' : null
}
