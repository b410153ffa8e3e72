/*
 * Who may call what, written down by role from the issue and not from the code: what `tests/journey/roles.test.ts` holds the
 * server to (ACCESS-3). A route that is new is written here too, under each role that may call it.
 */

const get = (...paths: string[]): string[] => paths.map((path) => `GET ${path}`)
const post = (...paths: string[]): string[] => paths.map((path) => `POST /api/v1/${path}`)
const ofIncident = (...doors: string[]): string[] => post(...doors.map((door) => `incidents/:id/${door}`))
const ofMatter = (...moves: string[]): string[] => post(...moves.map((move) => `matters/:id/${move}`))

/** Pages tell nothing by themselves, signing in is how one becomes somebody, and a probe needs no key. */
export const PUBLIC = [
  ...get('/', '/wall', '/desk', '/review', '/review/stage', '/sign-in', '/field', '/index.html', '/field.html', '/field-worker.js', '/assets/*', '/icons/*', '/healthz', '/readyz'), ...post('session', 'session/link'),
]

const SIGNED_IN = get('/api/v1/session')

/** Reads what the room sees. */
const BOARD = get(
  '/metrics', '/docs', '/docs/', '/docs/static/index.html', '/docs/static/swagger-initializer.js', '/docs/json', '/docs/yaml', '/docs/static/*', '/docs/asyncapi.json',
  ...[
    'site', 'site/basemap', 'site/basemap.pmtiles', 'board', 'incidents/:id/nearby', 'incidents/:id/facts', 'resources', 'units/:id/incidents', 'patrols', 'outages',
    'alarms', 'alarms/figures', 'mode', 'mode/preview', 'mode/switches', 'posts', 'matters', 'matters/:id', 'evaluation', 'evaluation/export.csv', 'drills', 'drills/:id', 'drills/:id/script', 'drills/:id/heard',
  ].map((path) => `/api/v1/${path}`),
)

/** Everybody with an account has it for themselves, and reads the board. */
const PERSON = [
  ...SIGNED_IN, ...BOARD, ...get('/api/v1/session/account'), ...post('session/totp', 'session/account/totp/drop'),
  'PUT /api/v1/session/password', 'PUT /api/v1/session/totp', 'DELETE /api/v1/session/account/sessions/:id',
]

/** Runs the everyday matters, says who is present and what a grid is like. */
const MATTERS = [
  ...post(...['hazard', 'event', 'meeting', 'meetingProposal', 'keyWork', 'participation', 'guaranteeTask', 'request', 'training', 'areaPatrol', 'drillPlan'].map((kind) => `matters/${kind}`)),
  ...ofMatter(
    'assign', 'rectify', 'verify', 'reject', 'dismiss', 'recur', 'assess', 'prepare', 'adjust', 'goLive', 'adjustLive', 'close', 'withdraw', 'hold', 'begin', 'finish', 'drop',
    'answer', 'confirm', 'reopen', 'complete', 'amend', 'steps/:step/tick', 'steps/:step/reopen',
  ),
  ...post('events/:id/check-in', 'events/:id/check-out', 'grid-profile'),
]

/** Reports, stamps, notes, acknowledges alarms, and runs the everyday matters. */
const OPERATOR = [
  ...PERSON,
  ...get('/api/v1/receivers'),
  ...post('reports', 'posts/:id/check-in', 'posts/:id/check-out', 'drills/:id/observations'),
  ...ofIncident('stamps', 'notes', 'departments', 'acknowledgements', 'take', 'leave'),
  ...post('alarms/acknowledge', 'alarms/:id/acknowledge', 'alarms/:id/shelve', 'alarms/:id/unshelve'),
  ...MATTERS,
]

/** Also levels, escalation, mode, scene, the life of an incident, and what is decided about matters. */
const LEADER = [
  ...OPERATOR,
  ...ofIncident('level', 'decisions', 'measures', 'close', 'cancel', 'merge', 'reopen'),
  ...post('alarms/:id/retire'),
  ...post('mode/switch', 'mode/confirm', 'mode/proposals/:id/decline', 'posts/roster', 'scene/take', 'scene/release'),
  ...post('matters/planRun', 'matters/schemeRun', 'matters/fieldCommand', 'evaluation/tell'),
  ...ofMatter('prepareUnfinished', 'goLiveUnfinished', 'approve', 'refuse', 'end', 'cancelPlan', 'prolong', 'lift', 'standDown', 'decide', 'cancel', 'accept', 'decline', 'sendBack', 'count', 'strike'),
]

/** Drills, corrections, review; nothing of the live incidents. */
const SUPERVISOR = [
  ...PERSON,
  ...ofIncident('corrections', 'withdrawals'),
  ...post('drills', ...['script', 'withdraw', 'start', 'pause', 'resume', 'stop', 'injects', 'jump', 'observations', 'judgements', 'improvements', 'improvements/done'].map((door) => `drills/:id/${door}`)),
  ...get(...['spaces', 'timing', 'incidents', 'export.csv', 'figures.csv', 'export.xlsx', 'export.json', 'moment', 'stretch', 'stretch/readings', 'stretch/marks'].map((path) => `/api/v1/review/${path}`)),
]

const ADMINISTRATOR = [
  ...PERSON, ...get('/api/v1/access'), ...post('access/users', 'access/walls', 'access/keys', 'access/:id/link', 'grid-profile'),
  'DELETE /api/v1/access/:id', 'DELETE /api/v1/access/:id/totp',
]

/** What a department does for itself: its steps, its presence, what it was assigned, the areas it draws. */
const OF_DEPARTMENT = [...ofMatter('steps/:step/tick', 'steps/:step/reopen', 'rectify', 'amend'), ...post('events/:id/check-in', 'events/:id/check-out')]

/** By who comes, what they may call besides what is public. */
export const WHO_MAY: Readonly<Record<string, readonly string[]>> = {
  nobody: [],
  wall: [...SIGNED_IN, ...BOARD],
  operator: OPERATOR,
  leader: LEADER,
  supervisor: SUPERVISOR,
  administrator: ADMINISTRATOR,
  auditor: [...PERSON, ...get('/api/v1/audit', '/api/v1/audit/newest')],
  field: [...PERSON, ...ofIncident('stamps', 'notes'), ...post('posts/:id/check-in', 'posts/:id/check-out', 'drills/:id/observations')],
  department: [...PERSON, ...OF_DEPARTMENT],
  'key for reports': [...SIGNED_IN, ...post('reports')],
  'key for stamps': [
    ...SIGNED_IN, ...post('posts/:id/check-in', 'posts/:id/check-out'), ...ofIncident('stamps'),
  ],
  'key for positions': [...SIGNED_IN, ...post('positions')],
  'key for cameras': [...SIGNED_IN, ...post('camera-status')],
  'key for heartbeats': [...SIGNED_IN, ...post('heartbeats')],
  'key for crowd': [...SIGNED_IN, ...post('crowd')],
  'key for matters': [...SIGNED_IN, ...MATTERS],
  'key for steps': [...SIGNED_IN, ...ofMatter('steps/:step/tick', 'steps/:step/reopen', 'rectify', 'amend')],
  'key for presence': [...SIGNED_IN, ...post('events/:id/check-in', 'events/:id/check-out')],
  'key for roster': [...SIGNED_IN, ...post('posts/roster')],
  'key for profiles': [...SIGNED_IN, ...post('grid-profile')],
  'key for board': [...SIGNED_IN, ...BOARD],
}

const PEOPLE = ['operator', 'leader', 'supervisor', 'administrator', 'auditor', 'field', 'department']
/** Who may open a socket, hear the board on it and ask for the time; and who may say what is looked at: people. */
export const WHO_LISTENS: readonly string[] = ['wall', ...PEOPLE, 'key for board']
export const WHO_LOOKS: readonly string[] = PEOPLE
