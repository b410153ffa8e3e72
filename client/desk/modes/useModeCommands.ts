import { computed, shallowRef } from 'vue'
import { useText } from '../../text/useText.ts'
import type { Scene } from '../../../shared/mode/expectation.ts'
import type { Mode, ModeProposal } from '../../../shared/mode/types.ts'
import { useCommandsStore } from '../commands.ts'
import { useSending } from '../useSending.ts'

const API = '/api/v1'

/** The commands of the section of modes, with the last one given from here. */
export function useModeCommands() {
  const commands = useCommandsStore()
  const { blocked } = useSending()
  const { t } = useText()
  const sentId = shallowRef<string | null>(null)
  const sent = computed(() => commands.sent.find(({ id }) => id === sentId.value) ?? null)
  const sending = computed(() => sent.value?.state.phase === 'sending')

  function press(path: string, body: object, subject: string): void {
    if (blocked.value !== null || sending.value) return
    sentId.value = commands.press({ path: API + path, body, about: { door: path, incidentId: null, subject } })
  }

  return {
    blocked, sent, sending,
    /** `from`: the mode whose preview was read (MODE-8). */
    switchTo: (from: Mode, to: Mode, reason: string) => press('/mode/switch', { from, to, reason }, t('desk.modes.subject.switch', { mode: t(`mode.${to}`) })),
    confirm: (prepared: number) => press('/mode/confirm', { prepared }, t('desk.modes.subject.confirm')),
    decline: ({ seq, to }: ModeProposal, reason: string) =>
      press(`/mode/proposals/${seq}/decline`, { reason }, t('desk.modes.subject.decline', { mode: t(`mode.${to}`) })),
    takeScene: (scene: Scene) => press('/scene/take', { scene }, t('desk.modes.subject.scene', { scene: t(`mode.${scene}`) })),
    releaseScene: () => press('/scene/release', {}, t('desk.modes.subject.release')),
  }
}
