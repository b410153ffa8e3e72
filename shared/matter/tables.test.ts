import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { addDrill, addIncident, addMeeting, fittingValue, fittingValues, matterCommand, playedMatters, TOY } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { ROLES, ROLE_PERMISSIONS } from '../access/roles.ts'
import { isRefusal } from '../refusal.ts'
import { stepsOf, TAKEN_NAMES, type MatterTable } from './table.ts'
import { MATTER_TABLES } from './tables.ts'
import type { Matter } from './types.ts'

const NOW = at(0)
const SITE = smallSite()
const TABLES = [TOY, ...Object.values(MATTER_TABLES)]
const ID = /^[a-z][A-Za-z0-9]*$/

const fieldsOf = (table: MatterTable) => [...table.opening.fields, ...table.moves.flatMap(({ fields }) => fields)]

/** One of the table's kind, opened with everything filled in and put into `state`. */
function inState(table: MatterTable, state: string) {
  const played = playedMatters({ tables: { [table.kind]: table }, site: SITE })
  addIncident(played, { measures: [{ measure: 'fieldCommand', level: 'I', calledAt: NOW, taken: null }] })
  addMeeting(played)
  addDrill(played)
  const decision = played.command(matterCommand('open', { kind: table.kind, values: fittingValues(table.opening.fields, SITE, NOW) }), NOW)
  expect(isRefusal(decision) ? decision : null).toBeNull()
  const steps = played.matter().steps.map((step) => ({ ...step, ticked: { at: NOW, by: 'duty-1', department: step.owner, onBehalf: false, note: null } }))
  const matter: Matter = { ...played.matter(), state, steps, endedAt: table.states[state]!.ended ? NOW : null }
  played.board.matters.set(matter.id, matter)
  return played
}

describe.each(TABLES.map((table) => [table.kind, table] as const))('MATTER-6: the table of %s', (_kind, table) => {
  it('fits together', () => {
    const states = Object.keys(table.states)
    const fields = fieldsOf(table).map(({ id }) => id)
    expect([table.kind, ...states, ...fields, ...table.moves.map(({ id }) => id)].filter((id) => !ID.test(id))).toEqual([])
    expect(table.prefix).toMatch(/^[A-Z]{1,4}$/)
    expect([table.start, ...table.moves.flatMap(({ from, to }) => [...from, to])].filter((state) => !states.includes(state))).toEqual([])
    expect(table.states[table.start]?.ended).toBe(false)
    expect(new Set(table.moves.map(({ id }) => id)).size).toBe(table.moves.length)
    expect(table.moves.filter(({ id }) => (TAKEN_NAMES as readonly string[]).includes(id))).toEqual([])
    const opening = table.opening.fields.map(({ id }) => id)
    expect(opening).toContain(table.titleField)
    expect(table.amending?.fields.filter((id) => !opening.includes(id)) ?? []).toEqual([])
    expect(fieldsOf(table).filter(({ id }) => id === 'commandId' || id === 'commands')).toEqual([])
  })

  it('names everything in both languages', () => {
    const names = [table.name, table.opening.name, ...Object.values(table.states).map(({ name }) => name), ...table.moves.map(({ name }) => name), ...fieldsOf(table).map(({ name }) => name)]
    expect(names.filter(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || en.trim() === '' || /\p{Script=Han}/u.test(en))).toEqual([])
  })

  it('has steps whose times and owners are states, fields and departments there are', () => {
    const fields = fieldsOf(table)
    const steps = stepsOf(table, fittingValues(table.opening.fields, SITE, NOW), SITE)
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length)
    for (const { id, due, owner, ownerField } of steps) {
      if (due?.after === 'state') expect(table.states[due.state], id).toBeDefined()
      if (due?.after === 'field') expect(fields.find((field) => field.id === due.field)?.form, id).toBe('moment')
      if (owner !== null) expect(SITE.departments.map((each) => each.id)).toContain(owner)
      if (ownerField !== null) expect(fields.find((field) => field.id === ownerField)).toMatchObject({ form: 'ofSite', of: 'departments' })
    }
  })

  it('asks for permissions somebody has', () => {
    const asked = [table.opening.permission, ...table.moves.map(({ permission }) => permission), ...(table.amending === null ? [] : [table.amending.permission])]
    expect(asked.filter((permission) => !ROLES.some((role) => ROLE_PERMISSIONS[role].includes(permission)))).toEqual([])
  })

  it('given each state, when each command is given, then it is taken with its effect where the table says so, and refused with code and field where not', () => {
    for (const state of Object.keys(table.states)) {
      for (const move of table.moves) {
        const played = inState(table, state)
        const then = Number(played.matter().values['startsAt'] ?? NOW)
        const came = played.command(matterCommand('move', { command: move.id, values: fittingValues(move.fields, SITE, then) }), then)
        const cell = `${state} × ${move.id}`
        if (move.from.includes(state)) {
          expect(isRefusal(came) ? came : null, cell).toBeNull()
          expect(played.matter(), cell).toMatchObject({ state: move.to, endedAt: table.states[move.to]!.ended ? then : null })
        } else expect(came, cell).toMatchObject({ refused: true, code: 'notInState', field: 'command' })
      }
    }
  })

  it('refuses each needed field that is missing, by its name', () => {
    for (const move of table.moves) {
      for (const { id } of move.fields.filter(({ needed }) => needed)) {
        const { [id]: _left, ...values } = fittingValues(move.fields, SITE, NOW)
        expect(inState(table, move.from[0]!).command(matterCommand('move', { command: move.id, values }), NOW)).toMatchObject({ code: 'missing', field: id })
      }
    }
  })

  it('every field has a value that fits', () => {
    for (const field of fieldsOf(table)) expect(fittingValue(field, SITE, NOW)).toBeDefined()
  })
})

it('MATTER-6: kinds, and what their numbers begin with, are their own', () => {
  expect(new Set(TABLES.map(({ prefix }) => prefix)).size).toBe(TABLES.length)
  expect(Object.entries(MATTER_TABLES).filter(([kind, table]) => kind !== table.kind)).toEqual([])
})
