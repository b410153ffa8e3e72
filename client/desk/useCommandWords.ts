import { useI18n } from 'vue-i18n'
import { useBoardStore } from '../stores/board.ts'
import { firstToAcknowledge } from '../../shared/alarm/decide.ts'
import { firstStamper } from './firstStamper.ts'
import type { About, SentCommand } from './commands.ts'
import { useNames } from './useNames.ts'

/** A command and its state in words (DESK-2). */
export function useCommandWords() {
  const { t, te } = useI18n()
  const board = useBoardStore()
  const { byName, stampedBy, time } = useNames()

  /** Words for a refusal's code; a code of a newer server is shown as it is. */
  function refusalWords(code: string): string {
    if (te(`refusal.${code}`, 'zh-CN')) return t(`refusal.${code}`)
    return te(`desk.command.codes.${code}`, 'zh-CN') ? t(`desk.command.codes.${code}`) : code
  }

  function what({ about }: SentCommand): string {
    if (about.stage !== undefined) return `${t('desk.keys.stamp', { stage: t(`stage.${about.stage}`) })} · ${about.subject}`
    return about.door === 'reports' ? `${t('desk.report.title')} · ${about.subject}` : about.subject
  }

  /** Who did the same thing before, and when: of a stamp, and of an alarm's acknowledgement. */
  function whoWasFirst(code: string, about: About): string[] {
    if (code === 'alreadyAcknowledged' && about.alarm !== undefined) {
      const seen = firstToAcknowledge(board.board.alarms, about.alarm, about.occurrence ?? 0)
      return seen === null ? [] : [t('desk.command.first', { by: byName(seen.by), time: time(seen.at) })]
    }
    const first = code === 'alreadyStamped' ? firstStamper(board.board, about) : null
    if (first === null) return []
    return [t('desk.command.first', { by: first.department === null && first.unit === null ? byName(first.by) : stampedBy(first), time: time(first.at) })]
  }

  function stateWords({ state, about }: SentCommand): string {
    switch (state.phase) {
      case 'sending': return state.tries === 1 ? t('desk.command.sending') : t('desk.command.sendingAgain', { n: state.tries })
      case 'journaled': return t('desk.command.journaled', { seq: state.seq })
      case 'unanswered': return t('desk.command.unanswered')
      case 'refused': {
        const field = state.field === '' ? [] : [t('desk.command.refusedField', { field: state.field })]
        return [t('desk.command.refused', { why: refusalWords(state.code) }), ...whoWasFirst(state.code, about), ...field].join(' · ')
      }
    }
  }

  return { what, stateWords, refusalWords }
}
