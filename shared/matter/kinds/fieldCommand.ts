import { refuse } from '../../refusal.ts'
import { isLines } from '../values.ts'
import type { CheckInput, MatterField, MatterTable } from '../table.ts'
import { FIELD_COMMAND_KIND, FIELD_COMMANDERS } from './names.ts'

/** ASSUMPTION: a field command that was stood down is to be seen for a day, ms. */
const KEPT_MS = 86_400_000
const MOST_BUREAUS = 30

const commander: MatterField = { id: 'commander', name: { zh: '现场指挥长（岗位）', en: 'Field commander, as a role' }, needed: true, form: 'choice', choices: FIELD_COMMANDERS }
const bureaus: MatterField = { id: 'bureaus', name: { zh: '到场局委', en: 'Bureaus that came' }, needed: true, form: 'lines', mostLines: MOST_BUREAUS }

/** Somebody came, the incident calls for a field command, and it has no other. */
function checkSetUp({ values, board }: CheckInput) {
  const incident = board.incidents.get(String(values['incident']))
  if (incident !== undefined && !incident.measures.some(({ measure }) => measure === 'fieldCommand')) return refuse('notCalledFor', 'incident', 'calls for no field command: its level is not I')
  for (const { kind, endedAt, number, values: held } of board.matters.values()) {
    if (kind === FIELD_COMMAND_KIND && endedAt === null && held['incident'] === values['incident']) return refuse('alreadyRunning', 'incident', `has one already, ${number}`)
  }
  return checkBureaus({ values })
}

function checkBureaus({ values: { bureaus: came } }: Pick<CheckInput, 'values'>) {
  return isLines(came) && came.length > 0 ? null : refuse('missing', 'bureaus', 'which bureaus came?')
}

/** 现场指挥部 of the management committee at an incident of level I: who commands and which bureaus came, as roles and names of offices, never persons (COMMAND-2). */
export const FIELD_COMMAND: MatterTable = {
  kind: FIELD_COMMAND_KIND,
  name: { zh: '现场指挥部', en: 'Field command' },
  prefix: 'ZH',
  start: 'standing',
  titleField: 'commander',
  keptMs: KEPT_MS,
  states: {
    standing: { name: { zh: '在现场', en: 'On the scene' }, ended: false, limit: null },
    stoodDown: { name: { zh: '已撤收', en: 'Stood down' }, ended: true, limit: null },
  },
  opening: {
    name: { zh: '成立现场指挥部', en: 'Set up the field command' }, permission: 'decideMatter', check: checkSetUp, takes: 'fieldCommand',
    fields: [{ id: 'incident', name: { zh: '事件', en: 'Incident' }, needed: true, form: 'incident' }, commander, bureaus],
  },
  moves: [
    { id: 'standDown', name: { zh: '撤收', en: 'Stand down' }, from: ['standing'], to: 'stoodDown', permission: 'decideMatter', fields: [{ id: 'outcome', name: { zh: '处置结果', en: 'Outcome' }, needed: true, form: 'text', most: 500 }] },
  ],
  amending: { permission: 'matter', fields: ['commander', 'bureaus'], check: checkBureaus },
  steps: [],
}
