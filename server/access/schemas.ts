import { Type } from 'typebox'
import { PERMISSIONS, PERSON_ROLES, ROLES, SCOPES } from '../../shared/access/roles.ts'
import { LEADS } from '../../shared/incident/response.ts'
import { ErrorSchema } from '../../shared/protocol/answers.ts'
import { LONGEST_PASSWORD } from './passwords.ts'

const closed = { additionalProperties: false } as const
const LONGEST_SECRET = 128

const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,63}$', description: 'Small letters, digits and . _ -' })
const Name = Type.String({
  minLength: 1, maxLength: 100, pattern: '^(?=.*\\S)[^\\u0000-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]+$',
  description: 'A desk or an office, never a telephone number',
})
/** Not checked for its length where one signs in: an old one may be shorter than today's rule. */
const Password = Type.String({ minLength: 1, maxLength: LONGEST_PASSWORD })
const Code = Type.String({ pattern: '^[0-9]{6}$', description: 'Of the authenticator' })
const Secret = Type.String({ minLength: 1, maxLength: LONGEST_SECRET })

const Leads = Type.Array(Type.Enum([...LEADS]), { uniqueItems: true, description: 'Whom it may act for when an incident is handed over, beside those of its role' })

export const SignInSchema = Type.Object({ account: Type.String({ minLength: 1, maxLength: 64 }), password: Password, code: Type.Optional(Code) }, closed)
export const LinkSchema = Type.Object({ link: Secret }, closed)
export const PasswordSchema = Type.Object({ current: Type.Optional(Password), password: Password }, closed)
/** What one signs in with, given again: a session alone does not change how one signs in. */
export const ProofSchema = Type.Object({ password: Password, code: Type.Optional(Code) }, closed)
export const CodeSchema = Type.Object({ code: Code }, closed)
export const NewAccountSchema = Type.Object(
  {
    id: Id, name: Name, role: Type.Enum([...PERSON_ROLES]), unit: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    department: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })), leads: Type.Optional(Leads),
  }, closed,
)
export const NewWallSchema = Type.Object({ id: Id, name: Name }, closed)
export const NewKeySchema = Type.Object({
  id: Id, name: Name, scopes: Type.Array(Type.Enum([...SCOPES]), { minItems: 1, uniqueItems: true }),
  department: Type.Optional(Type.String({ minLength: 1, maxLength: 128, description: 'Whom it acts for; headquarters without one' })),
}, closed)
export const IdParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 128 }) })
export const AuditQuery = Type.Object({
  after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$', description: 'Only entries after this seq' })),
  limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)$', description: 'At most 1000; 200 when absent' })),
}, closed)
/** Part of an entry's words that is looked for. */
const Part = Type.String({ minLength: 1, maxLength: 100 })
export const AuditBackQuery = Type.Object({
  before: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$', description: 'Only entries before this seq; from the newest when absent' })),
  who: Type.Optional(Part),
  what: Type.Optional(Part),
  limit: AuditQuery.properties.limit,
}, closed)

export const CallerSchema = Type.Object({
  id: Type.String(),
  role: Type.Enum([...ROLES]),
  unit: Type.Union([Type.String(), Type.Null()]),
  department: Type.Union([Type.String(), Type.Null()]),
  leads: Type.Array(Type.Enum([...LEADS]), { description: 'Whom it may act for when an incident is handed over' }),
  permissions: Type.Array(Type.Enum([...PERMISSIONS])),
})
export const OwnAccountAnswer = Type.Object({
  id: Type.String(), name: Type.String(), role: Type.Enum([...ROLES]), password: Type.Boolean({ description: 'Has one been set?' }),
  totp: Type.Boolean({ description: 'Is a code of an authenticator asked for?' }),
  sessions: Type.Array(Type.Object({
    id: Type.String({ description: 'Names the session; it opens nothing' }), startedAt: Type.Number(), seenAt: Type.Number(),
    current: Type.Boolean({ description: 'The one that asks' }),
  }), { description: 'Newest first' }),
})
export const LinkAnswer = Type.Object({ id: Type.String(), link: Type.String({ description: 'Opens once, within 24 hours' }) })
export const KeyAnswer = Type.Object({ id: Type.String(), key: Type.String({ description: 'Shown this once' }) })
export const ListAnswer = Type.Array(Type.Object({
  id: Type.String(), role: Type.Enum([...ROLES]), name: Type.String(), unit: Type.Union([Type.String(), Type.Null()]),
  department: Type.Union([Type.String(), Type.Null()]), leads: Type.Array(Type.Enum([...LEADS])),
  scopes: Type.Array(Type.Enum([...SCOPES])), totp: Type.Boolean(), locked: Type.Boolean(), entered: Type.Boolean(),
  signedInAt: Type.Union([Type.Number(), Type.Null()], { description: 'Of an account: when somebody signed in to it last, epoch ms' }), createdAt: Type.Number(),
  revokedAt: Type.Union([Type.Number(), Type.Null()]),
}))
export const AuditAnswer = Type.Array(Type.Object({
  seq: Type.Integer(), at: Type.Number(), who: Type.String(), what: Type.String(), subject: Type.String(), outcome: Type.String(),
  sourceAddress: Type.String(),
}))

export const accessErrors = { 400: ErrorSchema, 401: ErrorSchema, 403: ErrorSchema, 404: ErrorSchema, 409: ErrorSchema, 422: ErrorSchema, 429: ErrorSchema }
