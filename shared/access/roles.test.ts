import { describe, expect, it } from 'vitest'
import { mayDo, PERMISSIONS, permissionsOf, ROLE_PERMISSIONS, ROLES, SCOPE_PERMISSIONS, SCOPES, type Permission } from './roles.ts'

const holders = (permission: Permission): string[] => ROLES.filter((role) => ROLE_PERMISSIONS[role].includes(permission))

describe('ACCESS-3: who may do what', () => {
  it('the audit trail is read by the auditor and nobody else', () => {
    expect(holders('readAudit')).toEqual(['auditor'])
  })

  it.each([
    ['report', ['operator', 'leader']], ['stamp', ['operator', 'leader']], ['handle', ['operator', 'leader']], ['note', ['operator', 'leader']],
    ['acknowledgeAlarm', ['operator', 'leader']], ['changeLevel', ['leader']], ['escalate', ['leader']], ['changeMode', ['leader']],
    ['scene', ['leader']], ['drill', ['supervisor']], ['correct', ['supervisor']], ['review', ['supervisor']],
    ['manageAccounts', ['administrator']], ['manageKeys', ['administrator']], ['manageSite', ['administrator']], ['stampOwn', ['field']],
    ['matter', ['operator', 'leader']], ['decideMatter', ['leader']], ['shelveHigh', ['leader']], ['retireSource', ['leader']], ['tickOwn', ['department']],
    ['sendPositions', []], ['sendCameraStatus', []], ['sendHeartbeats', []], ['sendCrowd', []],
  ] as const)('%s is for %j', (permission, roles) => {
    expect(holders(permission)).toEqual(roles)
  })

  it('a wall reads the board and nothing else', () => {
    expect(ROLE_PERMISSIONS.wall).toEqual(['signedIn', 'readBoard'])
  })

  it('everybody signed in reads the board, a source only with that scope', () => {
    expect(holders('readBoard')).toEqual(ROLES.filter((role) => role !== 'source'))
    expect(mayDo({ permissions: permissionsOf('source', ['board']) }, ['readBoard'])).toBe(true)
    expect(mayDo({ permissions: permissionsOf('source', ['positions']) }, ['readBoard'])).toBe(false)
  })

  it.each([...SCOPES])('a source with the scope %s may do that one thing more', (scope) => {
    expect([...permissionsOf('source', [scope])]).toEqual(['signedIn', SCOPE_PERMISSIONS[scope]])
  })

  it('MATTER-9: a key of a department runs no matters for headquarters: it may what the department itself may', () => {
    expect([...permissionsOf('source', ['matters', 'steps', 'presence'], 'police')].toSorted()).toEqual(['commandPresence', 'signedIn', 'tickStep'])
    expect(permissionsOf('source', ['matters']).has('matter')).toBe(true)
  })

  it('one of several permissions is enough, none is not', () => {
    const field = { permissions: permissionsOf('field') }
    expect([mayDo(field, ['stamp', 'stampOwn']), mayDo(field, ['stamp']), mayDo(field, [])]).toEqual([true, false, false])
  })

  it('no permission is nobody’s, no role has one that is not in the list', () => {
    const scoped = Object.values(SCOPE_PERMISSIONS)
    expect(PERMISSIONS.filter((permission) => holders(permission).length === 0 && !scoped.includes(permission))).toEqual([])
    expect(ROLES.flatMap((role) => ROLE_PERMISSIONS[role]).filter((permission) => !PERMISSIONS.includes(permission))).toEqual([])
  })
})
