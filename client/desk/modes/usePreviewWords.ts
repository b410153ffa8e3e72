import { computed } from 'vue'
import { previewSwitch, type SwitchPreview } from '../../../shared/mode/preview.ts'
import type { Mode } from '../../../shared/mode/types.ts'
import { postsNow } from '../../../shared/post/state.ts'
import { expectationOf, type ModeThresholds } from '../../../shared/mode/expectation.ts'
import type { Text } from '../../../shared/site/types.ts'
import { useBoardStore } from '../../stores/board.ts'
import { useClockStore } from '../../stores/clock.ts'
import { useSiteStore } from '../../stores/site.ts'
import { useText } from '../../text/useText.ts'

const SECOND_MS = 1_000
const THRESHOLDS = ['positionIntervalMs', 'corridorM', 'dwellMs', 'serviceabilityLine', 'crowdLine'] as const

/** What a switch would change, as lines to read: computed as the server would, and anew whenever the mode changes (MODE-1). */
export function usePreviewWords(to: () => Mode | null) {
  const { t, say } = useText()
  const board = useBoardStore()
  const sites = useSiteStore()
  const clock = useClockStore()
  /** Posts the mode looked at expects and the roster leaves out (POST-10). */
  const leftOut = computed(() => {
    const [mode, { site }] = [to(), sites]
    if (mode === null || site === null) return 0
    return postsNow(board.board.duty, site.posts, expectationOf(site, mode).posts, clock.second).filter(({ state }) => state === 'unrostered').length
  })
  const preview = computed<SwitchPreview | null>(() => {
    const mode = to()
    return mode === null || sites.site === null || mode === board.mode ? null : previewSwitch(board.board, sites.site, mode)
  })

  function named(ids: readonly string[], among: readonly { readonly id: string; readonly name: Text }[] | undefined): string {
    return ids.map((id) => {
      const found = among?.find((each) => each.id === id)
      return found === undefined ? id : say(found.name)
    }).join('、')
  }

  function movedLines(what: 'posts' | 'teams', { [what]: { added, dropped } }: SwitchPreview): string[] {
    const line = (how: 'added' | 'dropped', ids: readonly string[]): string[] =>
      ids.length === 0 ? [] : [t(`desk.modes.${what}.${how}`, { n: ids.length, names: named(ids, sites.site?.[what]) })]
    return [...line('added', added), ...line('dropped', dropped)]
  }

  function figure(key: keyof ModeThresholds, value: number | null): string {
    if (value === null) return t('desk.modes.own')
    if (key === 'serviceabilityLine' || key === 'crowdLine') return `${Math.round(value * 1_000) / 10}%`
    if (key === 'corridorM') return t('desk.modes.metres', { n: value })
    return value === 0 ? t('desk.modes.none0') : t('desk.modes.seconds', { n: value / SECOND_MS })
  }

  const lines = computed(() => {
    const held = preview.value
    if (held === null) return []
    const { thresholds, roster, scene, pinned } = held
    const changed = THRESHOLDS.flatMap((key) => {
      const change = thresholds[key]
      return change === null ? [] : [t('desk.modes.change', { what: t(`desk.modes.threshold.${key}`), from: figure(key, change.from), to: figure(key, change.to) })]
    })
    return [
      ...movedLines('posts', held), ...movedLines('teams', held), ...changed,
      ...(roster === null ? [] : [t(`desk.modes.roster.${!roster.to ? 'off' : leftOut.value === 0 ? 'on' : 'wanting'}`, { n: leftOut.value })]),
      ...(pinned === null ? [] : [t('desk.modes.sceneStays', { scene: t(`mode.${pinned}`) })]),
      ...(scene === null ? [] : [t('desk.modes.change', { what: t('desk.modes.scene'), from: t(`mode.${scene.from}`), to: t(`mode.${scene.to}`) })]),
    ]
  })
  return { preview, lines }
}
