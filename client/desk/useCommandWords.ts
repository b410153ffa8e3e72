import { useI18n } from 'vue-i18n'
import type { SentCommand } from './commands.ts'
import { useNames } from './useNames.ts'

/** A command and its state in words (DESK-2). */
export function useCommandWords() {
  const { t, te } = useI18n()
  const { byName, time } = useNames()

  /** Words for a refusal's code; a code of a newer server is shown as it is. */
  function refusalWords(code: string): string {
    if (te(`refusal.${code}`, 'zh-CN')) return t(`refusal.${code}`)
    return te(`desk.command.codes.${code}`, 'zh-CN') ? t(`desk.command.codes.${code}`) : code
  }

  function what({ about }: SentCommand): string {
    if (about.stage !== undefined) return `${t('desk.keys.stamp', { stage: t(`stage.${about.stage}`) })} · ${about.subject}`
    return about.door === 'reports' ? `${t('desk.report.title')} · ${about.subject}` : about.subject
  }

  function stateWords({ state }: SentCommand): string {
    switch (state.phase) {
      case 'sending': return state.tries === 1 ? t('desk.command.sending') : t('desk.command.sendingAgain', { n: state.tries })
      case 'journaled': return t('desk.command.journaled', { seq: state.seq })
      case 'unanswered': return t('desk.command.unanswered')
      case 'refused': {
        const field = state.field === '' ? [] : [t('desk.command.refusedField', { field: state.field })]
        const { first } = state
        const who = first === null ? [] : [t('desk.command.first', { by: byName(first.by), time: time(first.at) })]
        return [t('desk.command.refused', { why: refusalWords(state.code) }), ...who, ...field].join(' · ')
      }
    }
  }

  return { what, stateWords, refusalWords }
}
