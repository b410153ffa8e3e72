import { createRowMaker } from './csvLines.ts'
import { delimiterOf, FileUnreadable, inspectFile, startOf } from './csvStream.ts'
import { placeOfColumn, TIME_FIELDS, WORD_FIELDS, type DateOrder, type Field } from './mapping.ts'
import { readTime } from './readTime.ts'

/** What headers are called in dispatch systems, best first; compared without case, spaces and signs. */
const NAMES: Readonly<Record<Field, readonly RegExp[]>> = {
  received: [
    /^(call|time)?received(dttm|datetime|time|date|at|ts)?$/, /^call(received|receipt|taken)/, /received/, /^(incident|call|event|alarm)?(reported|report)(datetime|time|dttm|at)$/,
    /^(incident|call|alarm|event)(datetime|dttm|time|date)$/, /^(time|date)(of)?(call|alarm|incident)$/, /^(incident)?(created?|creation|opened|open)(datetime|time|dttm|at|ts)?$/,
    /^(接报|报警|接警|来电|受理|上报)时间$/, /^(datetime|timestamp)$/,
  ],
  dispatched: [/^(first)?(unit)?(time)?dispatch(ed)?(dttm|datetime|time|date|at|ts)?$/, /^firstassignment/, /assign(ed|ment)(datetime|time|at)/, /dispatch.*(time|dttm|ts|at)$/, /^(派警|派单|派遣|调派|签收|响应|下达)时间$/],
  enRoute: [/^(first)?(unit)?(time)?enroute(dttm|datetime|time|at|ts)?$/, /enroute/, /^firstactivation/, /^response(dttm|datetime)$/, /(mobilised|mobilized|turnout|rolling)/, /^(出动|出警|出发)时间$/],
  onScene: [/^(first)?(unit)?(time)?on(the)?scene(dttm|datetime|time|at|ts)?$/, /on(the)?scene/, /^(first)?(unit)?arriv(al|ed?)(on)?(dttm|datetime|time|at|ts)?$/, /arriv/, /^(到场|到达|抵达)时间$/],
  closed: [/^(call|incident|event|time)?(closed?|cleared?|completed?)(dttm|datetime|time|at|ts)?$/, /(incident|call|event)clos/, /clos(ed?|ing)/, /clear/, /^available(dttm|datetime|time)?$/, /complet/, /^(办结|结案|处置完成|完成|处结|销案)时间$/],
  id: [/^(call|incident|event|case|cad|run)(number|no|num|id)$/, /^(id|number|no)$/, /(incident|call|event|case)(number|id|no)/, /^(事件|警情|案件|工单)?(编号|单号|编码|序号)$/],
  kind: [/^(final)?(call|incident|event|case)(type|kind|category)(desc(ription)?)?$/, /(calltype|incidenttype|eventtype|typedesc)/, /^(type|kind|category|nature)$/, /^(事件|警情|案件)?(类型|类别|种类)$/],
  level: [/^(final|initial)?priority(level)?$/, /(severity|priority|urgency)/, /^(事件|响应|警情)?(级别|等级)$/],
  grid: [/^(grid|beat|district|precinct|battalion|zone|borough|area|ward|policedistrict)(id|name|no)?$/, /(beat|district|precinct|borough|battalion)/, /^(网格|辖区|片区|街道|区域)(名称|编号)?$/],
  team: [/^unit(id|number|name)?$/, /^(team|crew|apparatus|resource)(id|name)?$/, /^(队伍|单位|力量|处置单位)(名称)?$/],
  outcome: [/(disposition|outcome|finalresult|callresult)/, /^(处理|处置)?结果$/],
  reopened: [/reopen/, /^重开时间$/],
}

/** Lines a map is proposed from. */
const SAMPLE_LINES = 500

/** A map proposed for a file, and what a person has to decide. */
export interface ProposedMap {
  readonly map: Readonly<Record<string, unknown>>
  readonly columns: readonly string[]
  readonly questions: readonly string[]
}

/** Proposes a map from a file's header and first rows. It never decides the zone: that stands in no file. @throws FileUnreadable, BadMap where two columns it would name are called the same */
export async function proposeMap(path: string): Promise<ProposedMap> {
  const { encoding } = await inspectFile(path, null)
  const text = await startOf(path, encoding)
  const delimiter = delimiterOf(text)
  const rows = sampleRows(text, delimiter)
  const [header, ...samples] = rows
  if (header === undefined) throw new FileUnreadable(`${path} is empty: it has no header.`)
  const found = fieldsOf(header, samples)
  const times = TIME_FIELDS.flatMap((field) => {
    const place = found[field]
    return place === undefined ? [] : samples.map((row) => row[place] ?? '')
  })
  const order = orderOf(times)
  const map: Record<string, unknown> = {}
  for (const field of [...TIME_FIELDS, ...WORD_FIELDS]) {
    const place = found[field]
    if (place !== undefined) map[field] = header[placeOfColumn(header[place] ?? '', field, header)]
  }
  if (order !== null) map['dateOrder'] = order
  const perUnit = isPerUnit(found, samples)
  if (perUnit) map['rows'] = 'unit'
  map['zone'] = ''
  return { map, columns: header, questions: questionsOf(found, times, order, perUnit) }
}

function sampleRows(text: string, delimiter: string): (readonly string[])[] {
  const maker = createRowMaker(delimiter)
  const rows = text.split(/\r\n|\n|\r/).slice(0, SAMPLE_LINES).flatMap((line) => maker.take(line))
  return [...rows, ...maker.end()].map(({ cells }) => cells)
}

type Found = Partial<Record<Field, number>>

/** Each column once, each field by its best name; a time must hold times where it holds anything. */
function fieldsOf(header: readonly string[], samples: readonly (readonly string[])[]): Found {
  const names = header.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
  const found: Found = {}
  const used = new Set<number>()
  for (const field of [...TIME_FIELDS, ...WORD_FIELDS]) {
    const isTime = (TIME_FIELDS as readonly string[]).includes(field)
    for (const pattern of NAMES[field]) {
      const place = names.findIndex((name, i) => !used.has(i) && pattern.test(name) && (!isTime || holdsTimes(samples, i)))
      if (place === -1) continue
      found[field] = place
      used.add(place)
      break
    }
  }
  return found
}

function holdsTimes(samples: readonly (readonly string[])[], place: number): boolean {
  const kinds = samples.map((row) => row[place] ?? '').map((cell) => readTime(cell, null).kind === 'unreadable' ? readTime(cell, 'mdy').kind === 'unreadable' ? readTime(cell, 'dmy').kind : 'local' : readTime(cell, null).kind)
  const written = kinds.filter((kind) => kind !== 'blank')
  return written.length === 0 || written.some((kind) => kind === 'local' || kind === 'instant')
}

const SLASHED = /^(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})\b/

/** Which part is the day, if the values show it: one is above 12, or a half of the day is named in English. */
function orderOf(times: readonly string[]): DateOrder | null {
  const parts = times.map((time) => SLASHED.exec(time)).filter((match) => match !== null)
  const [first, second] = [parts.some(([, a]) => Number(a) > 12), parts.some(([, , b]) => Number(b) > 12)]
  return first === second ? null : first ? 'dmy' : 'mdy'
}

/** Has one id rows of several units? Rows of one unit are the incident again, and no reason to take each for a unit's. */
function isPerUnit({ id, team }: Found, samples: readonly (readonly string[])[]): boolean {
  if (id === undefined || team === undefined) return false
  const units = new Map<string, string>()
  return samples.some((row) => {
    const [incident = '', unit = ''] = [row[id], row[team]]
    if (incident === '' || unit === '') return false
    const first = units.get(incident) ?? unit
    units.set(incident, first)
    return first !== unit
  })
}

function questionsOf(found: Found, times: readonly string[], order: DateOrder | null, perUnit: boolean): string[] {
  const questions = ['zone: which zone are the times in? The file cannot say; name one, such as Asia/Shanghai, or nothing is imported.']
  if (found.received === undefined) questions.push('received: no column looks like the moment the report came in.')
  for (const field of TIME_FIELDS.slice(1)) if (found[field] === undefined) questions.push(`${field}: no column looks like it; its stage will say “unmapped”.`)
  if (order === null && times.some((time) => SLASHED.test(time))) questions.push('dateOrder: is 03/04 the 4th of March (mdy) or the 3rd of April (dmy)? The first rows do not show it.')
  if (perUnit) questions.push('rows: the same id stands on several rows with different units, so rows is proposed as “unit”. If a row is an incident, say rows=incident.')
  if (found.kind !== undefined) questions.push('kind: their words are kept as they are; “kinds” can turn them into ours.')
  if (found.level !== undefined) questions.push('level: “levels” has to say which of their words is I, II, III or IV; without it the level is unknown.')
  if (found.outcome !== undefined) questions.push('outcome: “cancelledValues” can name what means a false alarm.')
  return questions
}
