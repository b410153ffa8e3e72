import type { Permission } from './roles.ts'

/** What is asked of whoever calls: one permission, any one of several, or nothing. */
export type RoutePermission = 'public' | Permission | readonly Permission[]

/** By `METHOD /path`; a last `*` stands for all that follows. `HEAD` asks what `GET` asks. */
export type RouteTable = Readonly<Record<string, RoutePermission>>

/**
 * The one table of what every route and every command asks for (ACCESS-3); a route that is not in it stops the start. Those of
 * matters, which stand in the table of each kind, are joined to it in `server/access/routeTable.ts`.
 */
export const ROUTES = {
  'GET /': 'public',
  'GET /wall': 'public',
  'GET /desk': 'public',
  'GET /review': 'public',
  'GET /review/stage': 'public',
  'GET /sign-in': 'public',
  'GET /field': 'public',
  'GET /index.html': 'public',
  'GET /field.html': 'public',
  'GET /field-worker.js': 'public',
  'GET /assets/*': 'public',
  'GET /icons/*': 'public',
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /metrics': 'readBoard',
  'GET /docs': 'readBoard',
  'GET /docs/*': 'readBoard',

  'POST /api/v1/session': 'public',
  'POST /api/v1/session/link': 'public',
  'GET /api/v1/session': 'signedIn',
  'DELETE /api/v1/session': 'ownAccount',
  'PUT /api/v1/session/password': 'ownAccount',
  'POST /api/v1/session/totp': 'ownAccount',
  'PUT /api/v1/session/totp': 'ownAccount',
  'GET /api/v1/session/account': 'ownAccount',
  'DELETE /api/v1/session/account/sessions/:id': 'ownAccount',
  'POST /api/v1/session/account/totp/drop': 'ownAccount',

  'GET /api/v1/access': 'manageAccounts',
  'POST /api/v1/access/users': 'manageAccounts',
  'POST /api/v1/access/walls': 'manageKeys',
  'POST /api/v1/access/keys': 'manageKeys',
  'POST /api/v1/access/:id/link': 'manageAccounts',
  'DELETE /api/v1/access/:id': 'manageAccounts',
  'DELETE /api/v1/access/:id/totp': 'manageAccounts',
  'GET /api/v1/audit': 'readAudit',
  'GET /api/v1/audit/newest': 'readAudit',

  'GET /api/v1/site': 'readBoard',
  'GET /api/v1/site/basemap': 'readBoard',
  'GET /api/v1/site/basemap.pmtiles': 'readBoard',
  'GET /api/v1/board': 'readBoard',
  'GET /api/v1/incidents/:id/nearby': 'readBoard',
  'GET /api/v1/incidents/:id/facts': 'readBoard',
  'GET /api/v1/receivers': ['escalate', 'acknowledgeAlarm'],
  'GET /api/v1/resources': 'readBoard',
  'GET /api/v1/units/:id/incidents': 'readBoard',
  'GET /api/v1/patrols': 'readBoard',
  'GET /api/v1/outages': 'readBoard',
  'GET /api/v1/evaluation': 'readBoard',
  'GET /api/v1/evaluation/export.csv': 'readBoard',
  'POST /api/v1/evaluation/tell': 'decideMatter',

  'POST /api/v1/reports': 'report',
  'POST /api/v1/positions': 'sendPositions',
  'POST /api/v1/camera-status': 'sendCameraStatus',
  'POST /api/v1/heartbeats': 'sendHeartbeats',
  'POST /api/v1/crowd': 'sendCrowd',
  'POST /api/v1/grid-profile': ['manageSite', 'matter', 'tellProfile'],

  'POST /api/v1/incidents/:id/stamps': ['stamp', 'stampOwn'],
  'POST /api/v1/incidents/:id/corrections': 'correct',
  'POST /api/v1/incidents/:id/withdrawals': 'correct',
  'POST /api/v1/incidents/:id/departments': 'handle',
  'POST /api/v1/incidents/:id/notes': ['note', 'stampOwn'],
  'POST /api/v1/incidents/:id/level': 'changeLevel',
  'POST /api/v1/incidents/:id/decisions': 'escalate',
  'POST /api/v1/incidents/:id/acknowledgements': ['escalate', 'acknowledgeAlarm'],
  'POST /api/v1/incidents/:id/measures': 'scene',
  'POST /api/v1/incidents/:id/take': 'handle',
  'POST /api/v1/incidents/:id/leave': 'handle',
  'POST /api/v1/incidents/:id/close': 'changeLevel',
  'POST /api/v1/incidents/:id/cancel': 'changeLevel',
  'POST /api/v1/incidents/:id/merge': 'changeLevel',
  'POST /api/v1/incidents/:id/reopen': 'changeLevel',

  'GET /api/v1/alarms': 'readBoard',
  'GET /api/v1/alarms/figures': 'readBoard',
  'POST /api/v1/alarms/acknowledge': 'acknowledgeAlarm',
  'POST /api/v1/alarms/:id/acknowledge': 'acknowledgeAlarm',
  'POST /api/v1/alarms/:id/shelve': 'acknowledgeAlarm',
  'POST /api/v1/alarms/:id/unshelve': 'acknowledgeAlarm',
  'POST /api/v1/alarms/:id/retire': 'retireSource',

  'GET /api/v1/mode': 'readBoard',
  'GET /api/v1/mode/preview': 'readBoard',
  'GET /api/v1/mode/switches': 'readBoard',
  'POST /api/v1/mode/switch': 'changeMode',
  'POST /api/v1/mode/confirm': 'changeMode',
  'POST /api/v1/mode/proposals/:id/decline': 'changeMode',
  'GET /api/v1/posts': 'readBoard',
  'POST /api/v1/posts/roster': ['changeMode', 'setRoster'],
  'POST /api/v1/posts/:id/check-in': ['stamp', 'stampOwn'],
  'POST /api/v1/posts/:id/check-out': ['stamp', 'stampOwn'],
  'POST /api/v1/scene/take': 'scene',
  'POST /api/v1/scene/release': 'scene',
  'POST /api/v1/events/:id/check-in': ['matter', 'tickOwn', 'commandPresence'],
  'POST /api/v1/events/:id/check-out': ['matter', 'tickOwn', 'commandPresence'],
  'GET /api/v1/matters': 'readBoard',
  'GET /api/v1/matters/:id': 'readBoard',
  'POST /api/v1/matters/:id/steps/:step/tick': ['matter', 'tickOwn', 'tickStep'],
  'POST /api/v1/matters/:id/steps/:step/reopen': ['matter', 'tickOwn', 'tickStep'],

  'GET /api/v1/drills': 'readBoard',
  'GET /api/v1/drills/:id': 'readBoard',
  'GET /api/v1/drills/:id/script': 'readBoard',
  'GET /api/v1/drills/:id/heard': 'readBoard',
  'POST /api/v1/drills': 'drill',
  'POST /api/v1/drills/:id/script': 'drill',
  'POST /api/v1/drills/:id/withdraw': 'drill',
  'POST /api/v1/drills/:id/start': 'drill',
  'POST /api/v1/drills/:id/pause': 'drill',
  'POST /api/v1/drills/:id/resume': 'drill',
  'POST /api/v1/drills/:id/stop': 'drill',
  'POST /api/v1/drills/:id/injects': 'drill',
  'POST /api/v1/drills/:id/jump': 'drill',
  'POST /api/v1/drills/:id/observations': ['drill', 'note', 'stampOwn'],
  'POST /api/v1/drills/:id/judgements': 'drill',
  'POST /api/v1/drills/:id/improvements': 'drill',
  'POST /api/v1/drills/:id/improvements/done': 'drill',
  'GET /api/v1/review/*': 'review',
} as const satisfies RouteTable

/** What a socket and each of its events ask for; an event that is not here is not heard. */
export const SOCKET_COMMANDS = {
  connect: ['readBoard'],
  'board:join': ['readBoard'],
  'clock:sample': ['readBoard'],
  'presence:look': ['ownAccount'],
} as const satisfies Readonly<Record<string, readonly Permission[]>>

/** What `method` on the route `url` asks for; undefined for one the table does not have. */
export function permissionOf(table: RouteTable, method: string, url: string): RoutePermission | undefined {
  const name = `${method === 'HEAD' ? 'GET' : method} ${url}`
  if (Object.hasOwn(table, name)) return table[name]
  const whole = Object.keys(table).find((row) => row.endsWith('*') && name.startsWith(row.slice(0, -1)))
  return whole === undefined ? undefined : table[whole]
}
