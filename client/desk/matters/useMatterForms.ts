import { storeToRefs } from 'pinia'
import { computed, shallowRef, type ShallowRef } from 'vue'
import type { MatterField, MatterMove, MatterTable } from '../../../shared/matter/table.ts'
import { MATTER_TABLES } from '../../../shared/matter/tables.ts'
import type { Matter, MatterStep, MatterValues } from '../../../shared/matter/types.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import { useBoardStore } from '../../stores/board.ts'
import { useText } from '../../text/useText.ts'
import { useMatterCommands } from './useMatterCommands.ts'

/** A form that stands in the place of the sheet. */
export interface Asked {
  readonly id: string
  readonly title: string
  readonly fields: readonly MatterField[]
  readonly initial: MatterValues
  /** What the record will say with it, found by the system. */
  readonly added?: { readonly fields: readonly MatterField[]; readonly values: MatterValues }
  readonly refusalOf: (values: MatterValues) => Refusal | null
  readonly send: (values: MatterValues) => string | null
}

const REASON: MatterField = { id: 'reasonOfChange', name: { zh: '原因', en: 'Reason' }, needed: true, form: 'text', most: 500 }

const NOTE: MatterField = { id: 'note', name: { zh: '没有难点区域的理由', en: 'Why there are no difficult areas' }, needed: true, form: 'text', most: 500 }

const CHOICE = { id: 'choice', name: { zh: '意见', en: 'Opinion' }, needed: true, form: 'choice' } as const
const WORDS: MatterField = { id: 'note', name: { zh: '条件或理由（可行时可空）', en: 'Conditions or reason (may be empty where it is fit)' }, needed: false, form: 'text', most: 500 }

/**
 * The forms by which matters are opened, moved, amended and a tick is taken back, one at a time, and the matter they are about.
 * `chosen`: its id. `heldBy`: what a move's form begins with.
 */
export function useMatterForms(chosen: ShallowRef<string | null>, heldBy: (matter: Matter, move: MatterMove) => MatterValues) {
  const { board } = storeToRefs(useBoardStore())
  const { t, say } = useText()
  const commands = useMatterCommands()
  const asked = shallowRef<Asked | null>(null)
  const matter = computed(() => (chosen.value === null ? null : (board.value.matters.get(chosen.value) ?? null)))

  /** `initial`: what the form begins with; another one is another form. */
  function openOf(table: MatterTable, initial: MatterValues = {}): void {
    const { name, fields } = table.opening
    asked.value = {
      id: `open-${table.kind}-${JSON.stringify(initial)}`, title: say(name), fields, initial,
      refusalOf: (values) => commands.openingRefusal(table, values), send: (values) => commands.open(table, values),
    }
  }

  function onMove(move: MatterMove): void {
    const one = matter.value
    if (one === null) return
    asked.value = {
      id: `${one.id}-${move.id}`, title: `${say(move.name)} · ${one.number}`, fields: move.fields, initial: heldBy(one, move),
      refusalOf: (values) => commands.moveRefusal(one, move, values), send: (values) => commands.move(one, move, values),
      ...(move.adds === undefined ? {} : { added: { fields: move.adds.fields, values: move.adds.values(one) } }),
    }
  }

  function onAmend(): void {
    const one = matter.value
    const table = MATTER_TABLES[one?.kind ?? '']
    if (one === null || table === undefined) return
    const split = ({ [REASON.id]: reason, ...values }: MatterValues) => ({ reason: typeof reason === 'string' ? reason : '', values })
    asked.value = {
      id: `${one.id}-amend`, title: `${t('desk.matters.amend')} · ${one.number}`, fields: [...commands.mayAmend(table, one), REASON], initial: one.values,
      refusalOf: (all) => commands.amendRefusal(one, split(all).values) ?? missingReason(split(all).reason),
      send: (all) => commands.amend(one, split(all).values, split(all).reason),
    }
  }

  function onTakeBack(step: MatterStep): void {
    const one = matter.value
    if (one === null) return
    const reasonIn = (values: MatterValues): string => (typeof values[REASON.id] === 'string' ? String(values[REASON.id]) : '')
    asked.value = {
      id: `${one.id}-${step.id}`, title: `${t('desk.matters.takeBack')} · ${say(step.text)}`, fields: [REASON], initial: {},
      refusalOf: (values) => commands.tickRefusal(one, step) ?? missingReason(reasonIn(values)), send: (values) => commands.takeBack(one, step, reasonIn(values)),
    }
  }

  /** A tick that takes a choice, or a word of why nothing is drawn. */
  function onExplain(step: MatterStep): void {
    const one = matter.value
    if (one === null) return
    const wordsIn = (values: MatterValues, id: string): string | null => (typeof values[id] === 'string' ? String(values[id]) : null)
    const said = (values: MatterValues) => [wordsIn(values, 'note'), wordsIn(values, 'choice')] as const
    asked.value = {
      id: `${one.id}-${step.id}-note`, title: `${t(step.asks === undefined ? 'desk.matters.tick' : 'desk.matters.answer')} · ${say(step.text)}`, initial: {},
      fields: step.asks === undefined ? [NOTE] : [{ ...CHOICE, choices: step.asks.choices }, WORDS],
      refusalOf: (values) => commands.tickRefusal(one, step, ...said(values)), send: (values) => commands.tick(one, step, ...said(values)),
    }
  }

  /** Recorded: what was opened is looked at. */
  function onRecorded(answer: Readonly<Record<string, unknown>>): void {
    if (typeof answer['matterId'] === 'string') chosen.value = answer['matterId']
    asked.value = null
  }

  function choose(id: string | null): void {
    chosen.value = id
    asked.value = null
  }

  return { asked, matter, may: commands.may, openOf, onMove, onAmend, onTakeBack, onExplain, onRecorded, choose }
}

function missingReason(reason: string): Refusal | null {
  return reason === '' ? { refused: true, code: 'missing', field: REASON.id, reason: 'is needed' } : null
}
