import { isBlank } from '../blank.ts'
import { INCIDENT_KINDS } from '../incident/kinds.ts'
import { SEVERITIES } from '../incident/response.ts'
import { INJECT_KINDS, inOrder, LATEST_INJECT_MS, LONGEST_TEXT, MOST_INJECTS, SILENT_SUBJECTS, type Inject, type Script } from './script.ts'
import { spellAt } from './spell.ts'

/** The file a script is kept in, version 1 (`docs/drills.md`). Times are `mm:ss` from the drill's start. */
export const SCRIPT_FORMAT = 'ruyi-drill-script'
export const SCRIPT_VERSION = 1

/** What is wrong with a file; `field` is its path (`injects.3.at`), empty for the whole. */
export interface ScriptProblem {
  readonly field: string
  readonly reason: string
}

type Json = Readonly<Record<string, unknown>>
/** Nothing a store could not give back, and no mark that turns the order of the writing; lines may break. */
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u
const AT = /^(\d{1,3}):([0-5]\d)$/
const ID = /^[A-Za-z0-9._-]{1,64}$/

/** ms of `mm:ss`; null for anything else. */
export function readAt(text: string): number | null {
  const [, minutes, seconds] = AT.exec(text) ?? []
  return minutes === undefined ? null : (Number(minutes) * 60 + Number(seconds)) * 1_000
}

/** A script as its file says it: what `readScript` reads back to the same. */
export function writeScript({ injects, ...script }: Script): Json {
  return {
    format: SCRIPT_FORMAT,
    version: SCRIPT_VERSION,
    ...script,
    injects: inOrder(injects).map(({ atMs, ...inject }) => {
      const { forMs, ...rest } = inject as { readonly forMs?: number | null }
      return { at: spellAt(atMs), ...rest, ...(forMs === undefined ? {} : { for: forMs === null ? null : spellAt(forMs) }) }
    }),
  }
}

/**
 * Reads a file's JSON. Everything wrong with its form is told at once, each with its field; whether units, departments and
 * places exist is for `checkScript`, which knows the site.
 */
export function readScript(file: unknown): { readonly script: Script } | { readonly problems: readonly ScriptProblem[] } {
  const reader = new Reader()
  const script = reader.script(file)
  return reader.problems.length > 0 || script === null ? { problems: reader.problems } : { script }
}

class Reader {
  readonly problems: ScriptProblem[] = []

  script(file: unknown): Script | null {
    if (!isJson(file)) return this.wrong('', 'is not an object')
    if (file['format'] !== SCRIPT_FORMAT) this.wrong('format', `is not ${SCRIPT_FORMAT}`)
    if (file['version'] !== SCRIPT_VERSION) this.wrong('version', `is not ${SCRIPT_VERSION}, the one version there is`)
    this.keys('', file, ['format', 'version', 'name', 'plan', 'participants', 'observers', 'injects'])
    const taking = isJson(file['participants']) ? file['participants'] : (this.wrong('participants', 'is not an object'), {})
    this.keys('participants', taking, ['units', 'departments', 'roles'])
    return {
      name: this.text('name', file['name'], 80),
      plan: this.oneOf('plan', file['plan'], INCIDENT_KINDS),
      participants: {
        units: this.list('participants.units', taking['units'], 50).map((id, i) => this.text(`participants.units.${i}`, id, 64)),
        departments: this.list('participants.departments', taking['departments'], 50).map((id, i) => this.text(`participants.departments.${i}`, id, 64)),
        roles: this.list('participants.roles', taking['roles'], 50).map((each, i) => this.role(`participants.roles.${i}`, each)),
      },
      observers: this.whole('observers', file['observers'] ?? 0, 0, 999),
      injects: inOrder(this.list('injects', file['injects'], MOST_INJECTS).flatMap((each, i) => this.inject(`injects.${i}`, each) ?? [])),
    }
  }

  private role(field: string, each: unknown): { role: string; count: number } {
    const given = isJson(each) ? each : (this.wrong(field, 'is not an object'), {} as Json)
    this.keys(field, given, ['role', 'count'])
    const { role, count } = given
    return { role: this.text(`${field}.role`, role, 40), count: this.whole(`${field}.count`, count, 1, 999) }
  }

  private inject(field: string, each: unknown): Inject | null {
    if (!isJson(each)) return this.wrong(field, 'is not an object')
    const what = this.oneOf(`${field}.what`, each['what'], INJECT_KINDS)
    this.keys(field, each, ['id', 'at', 'what', ...KEYS_OF[what]])
    const id = this.text(`${field}.id`, each['id'], 64)
    if (id !== '' && !ID.test(id)) this.wrong(`${field}.id`, 'has other characters than letters, figures, point, dash and underline')
    const placed = { id, atMs: this.time(`${field}.at`, each['at']) }
    switch (what) {
      case 'incident':
        return {
          ...placed, what, kind: this.oneOf(`${field}.kind`, each['kind'], INCIDENT_KINDS),
          severity: each['severity'] == null ? null : this.oneOf(`${field}.severity`, each['severity'], SEVERITIES),
          position: this.position(`${field}.position`, each['position']),
          place: each['place'] == null ? null : this.text(`${field}.place`, each['place'], 120),
          summary: this.text(`${field}.summary`, each['summary'], LONGEST_TEXT),
        }
      case 'message':
        return { ...placed, what, to: this.text(`${field}.to`, each['to'], 64), text: this.text(`${field}.text`, each['text'], LONGEST_TEXT) }
      case 'silence':
        return {
          ...placed, what, subject: this.oneOf(`${field}.subject`, each['subject'], SILENT_SUBJECTS),
          subjectId: this.text(`${field}.subjectId`, each['subjectId'], 64),
          forMs: each['for'] == null ? null : this.length(`${field}.for`, each['for']),
        }
      case 'note':
        return { ...placed, what, text: this.text(`${field}.text`, each['text'], LONGEST_TEXT) }
    }
  }

  private wrong(field: string, reason: string): null {
    this.problems.push({ field, reason })
    return null
  }

  private keys(field: string, object: Json, known: readonly string[]): void {
    for (const key of Object.keys(object)) if (!known.includes(key)) this.wrong(field === '' ? key : `${field}.${key}`, 'is not known here')
  }

  private text(field: string, value: unknown, longest: number): string {
    if (typeof value !== 'string' || isBlank(value)) return this.wrong(field, 'is not a text') ?? ''
    if (value.length > longest) this.wrong(field, `is longer than ${longest} characters`)
    if (UNREADABLE.test(value)) this.wrong(field, 'has characters that cannot be read')
    return value.trim()
  }

  private oneOf<T extends string>(field: string, value: unknown, known: readonly [T, ...T[]] | readonly T[]): T {
    if (!known.includes(value as T)) this.wrong(field, `is none of ${known.join(', ')}`)
    return known.includes(value as T) ? (value as T) : known[0]!
  }

  private whole(field: string, value: unknown, least: number, most: number): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
    this.wrong(field, `is not a whole number from ${least} to ${most}`)
    return least
  }

  private time(field: string, value: unknown): number {
    const ms = typeof value === 'string' ? readAt(value) : null
    if (ms === null) this.wrong(field, 'is not a time as 02:30, minutes and seconds from the start')
    else if (ms > LATEST_INJECT_MS) this.wrong(field, 'is later than 12 hours')
    return ms ?? 0
  }

  private length(field: string, value: unknown): number {
    const problems = this.problems.length
    const ms = this.time(field, value)
    if (ms === 0 && this.problems.length === problems) this.wrong(field, 'is no time at all: at least 00:01, or null to the end')
    return ms
  }

  private list(field: string, value: unknown, most: number): readonly unknown[] {
    if (value === undefined) return []
    if (!Array.isArray(value)) return this.wrong(field, 'is not a list') ?? []
    if (value.length > most) this.wrong(field, `has more than ${most}`)
    return value as unknown[]
  }

  private position(field: string, value: unknown): { lon: number; lat: number } {
    const given = isJson(value) ? value : (this.wrong(field, 'is not an object of lon and lat'), {} as Json)
    this.keys(field, given, ['lon', 'lat'])
    const { lon, lat } = given
    for (const [name, degrees] of [['lon', lon], ['lat', lat]] as const) {
      if (typeof degrees !== 'number' || !Number.isFinite(degrees)) this.wrong(`${field}.${name}`, 'is not a number of degrees, WGS-84')
    }
    return { lon: Number(lon), lat: Number(lat) }
  }
}

const KEYS_OF: Readonly<Record<Inject['what'], readonly string[]>> = {
  incident: ['kind', 'severity', 'position', 'place', 'summary'],
  message: ['to', 'text'],
  silence: ['subject', 'subjectId', 'for'],
  note: ['text'],
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
