import { describe, expect, it } from 'vitest'
import { at, stampCommand } from '../../tests/support/builders.ts'
import { drillCommand, FIRE_INJECTS, fireScript, playedTo } from '../../tests/support/drillBuilders.ts'
import { decideAlarm } from '../alarm/decide.ts'
import { decideCommand } from '../incident/decideCommand.ts'
import { decideStamp } from '../incident/decideStamps.ts'
import type { Inject } from './script.ts'
import { ANSWERED_WITHIN_MS, sheetOf } from './sheet.ts'

const fire = 'd1.fire-1'

function worked() {
  const played = playedTo('running', at(0))
  played.due(at(0))
  const stamp = (stage: Parameters<typeof stampCommand>[0], now: number): unknown =>
    played.submit('drill:d1', (board) => decideStamp(board, stampCommand(stage, { incidentId: fire, unit: 'team-0', commandId: `${stage}` }), now), now)
  stamp('respond', at(3))
  stamp('dispatch', at(5, 1))
  played.submit('drill:d1', (board) => decideCommand(board, { type: 'joinDepartment', commandId: 'j', incidentId: fire, by: 'x', department: 'fireRescue', at: null }, at(5, 2)), at(5, 2))
  return played
}
const row = (played: ReturnType<typeof worked>, id: string, now: number) => sheetOf(played.of('drill:d1'), now).rows.find((each) => each.id === id)

describe('DRILL-7: the score sheet', () => {
  it('says of each stage what was expected and what was seen, met at the limit and not a millisecond after it', () => {
    const played = worked()
    expect(row(played, `stage.${fire}.1.respond`, at(6))).toMatchObject({ section: 'command', unit: 'ms', expected: 180_000, observed: 180_000, met: true })
    expect(row(played, `stage.${fire}.1.dispatch`, at(6))).toMatchObject({ expected: 300_000, observed: 300_001, met: false })
    expect(row(played, `stage.${fire}.1.arrive`, at(6))).toMatchObject({ observed: null, met: null })
    expect(row(played, `stage.${fire}.1.arrive`, at(10, 1))).toMatchObject({ observed: null, met: false })
  })

  it('what is still open when the drill is over was not done', () => {
    const played = worked()
    played.command(drillCommand('stopDrill'), at(6))
    expect(row(played, `stage.${fire}.1.resolve`, at(6))).toMatchObject({ met: false })
    expect(row(played, 'injects', at(6))).toMatchObject({ expected: 5, observed: 1, met: false })
  })

  it('of units and departments: whether they were at work', () => {
    const played = worked()
    expect(row(played, 'unit.team-0', at(6))).toMatchObject({ section: 'coordination', expected: 1, observed: 2, met: true })
    expect(row(played, 'department.fireRescue', at(6))).toMatchObject({ observed: 1, met: true })
    const idle = playedTo('ended', at(0), fireScript())
    expect(sheetOf(idle.of('drill:d1'), at(1)).rows.filter(({ section }) => section === 'coordination').map(({ met }) => met)).toEqual([false, false])
  })

  it('is judged by hand, a judgement taking the place of the one before; what is not judged is in no share', () => {
    const played = worked()
    const judge = (indicator: string, score: number, commandId: string): unknown =>
      played.command(drillCommand('judgeIndicator', { indicator, score, remark: '及时', commandId }), at(6))
    judge(`stage.${fire}.1.respond`, 9, 'a')
    judge('injects', 4, 'b')
    judge('injects', 6, 'c')
    const { rows, score, most, unjudged } = sheetOf(played.of('drill:d1'), at(6))
    expect([score, most, unjudged]).toEqual([15, 20, rows.length - 2])
    expect(rows.find(({ id }) => id === 'injects')).toMatchObject({ score: 6, remark: '及时', judgedBy: 'supervisor-a' })
    expect(sheetOf(played.board, at(6))).toEqual({ rows: [], score: 0, most: 0, unjudged: 0 })
  })

  it('brings what an earlier drill of the plan left to be made better', () => {
    const item = { id: 'i1', text: '加强通信', owner: { type: 'role', id: '现场指挥' }, due: '2023-12-31', from: { drill: 'd0', name: '上次' }, done: null } as const
    const played = playedTo('prepared', at(0))
    played.command(drillCommand('prepareDrill', { drill: 'd2', carried: [item] }), at(0))
    const carried = (): unknown => sheetOf(played.of('drill:d2'), at(1)).rows.find(({ id }) => id === 'carried.i1')
    expect(carried()).toMatchObject({ expected: 1, observed: 0, met: null })
    played.command(drillCommand('startDrill', { drill: 'd2', carried: [item] }), at(1))
    played.command(drillCommand('finishImprovement', { drill: 'd2', improvement: 'i1' }), at(1))
    expect(carried()).toMatchObject({ observed: 1, met: true })
  })

  it.each([[0, true], [1, false]])('of an alarm says how soon it was acknowledged, met at the limit and not after it (%d ms), also when it has left the board', (lateMs, met) => {
    const played = playedTo('running', at(0))
    played.due(at(0))
    played.due(at(3, 1))
    const missed = `alarm.limitMissed:${fire}`
    const raised = played.of('drill:d1').alarms.byKey.get(`limitMissed:${fire}`)!
    expect(row(played, missed, at(4))).toMatchObject({ section: 'command', unit: 'ms', expected: ANSWERED_WITHIN_MS, observed: null, observable: true, met: null })
    expect(row(played, missed, raised.raisedAt + ANSWERED_WITHIN_MS + 1)).toMatchObject({ met: false })
    const then = raised.raisedAt + ANSWERED_WITHIN_MS + lateMs
    const { key, occurrence } = raised
    played.submit('drill:d1', (board) => decideAlarm(board, { type: 'acknowledge', commandId: 'a', key, by: 'leader-a', occurrence }, then), then)
    expect(row(played, missed, then)).toMatchObject({ observed: ANSWERED_WITHIN_MS + lateMs, met })
    played.of('drill:d1').alarms.byKey.delete(key)
    expect(row(played, missed, then)).toMatchObject({ observed: ANSWERED_WITHIN_MS + lateMs, met })
  })

  it('an alarm that nobody answered when the drill is over was not, and one that is put on the shelf was', () => {
    const played = playedTo('running', at(0))
    played.due(at(0))
    played.due(at(3, 1))
    const missed = `alarm.limitMissed:${fire}`
    played.command(drillCommand('stopDrill'), at(4))
    expect(row(played, missed, at(4))).toMatchObject({ observed: null, met: false })
    const shelved = playedTo('running', at(0))
    shelved.due(at(0))
    shelved.due(at(3, 1))
    shelved.submit('drill:d1', (board) => decideAlarm(board, { type: 'shelve', commandId: 's', key: `limitMissed:${fire}`, by: 'leader-a', until: at(30), reason: '已知', high: true }, at(4)), at(4))
    expect(row(shelved, missed, at(4))).toMatchObject({ met: true })
  })

  it.each([[0, true], [1, false]])('a message is answered by an act of whoever it was for within the limit; later (%d ms) the record does not say', (lateMs, said) => {
    const injects: Inject[] = [FIRE_INJECTS[0]!, { id: 'word', atMs: 60_000, what: 'message', to: 'team-0', text: '报告位置' }]
    const played = playedTo('running', at(0), fireScript({ injects }))
    played.due(at(0))
    played.due(at(1))
    expect(row(played, 'message.word', at(2))).toMatchObject({ section: 'coordination', observed: null, observable: true, met: null })
    const then = at(1) + ANSWERED_WITHIN_MS + lateMs
    expect(row(played, 'message.word', then)).toMatchObject({ observable: !said ? false : true, met: null })
    played.submit('drill:d1', (board) => decideStamp(board, stampCommand('respond', { incidentId: fire, unit: 'team-0', commandId: 'r' }), then), then)
    expect(row(played, 'message.word', then)).toMatchObject(said ? { observed: ANSWERED_WITHIN_MS, observable: true, met: true } : { observed: null, observable: false, met: null })
  })

  it('a message to everybody is for whoever watched to judge, and can be judged', () => {
    const played = playedTo('running', at(0), fireScript({ injects: [{ id: 'word', atMs: 0, what: 'message', to: 'all', text: '人员集结' }] }))
    played.due(at(0))
    played.command(drillCommand('stopDrill'), at(1))
    expect(row(played, 'message.word', at(1))).toMatchObject({ observable: false, met: null })
    played.command(drillCommand('judgeIndicator', { indicator: 'message.word', score: 8, commandId: 'j' }), at(2))
    expect(row(played, 'message.word', at(2))).toMatchObject({ score: 8, observable: false })
  })
})
