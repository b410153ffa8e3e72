import { localTime } from '../timing/localTime.ts'
import type { Drill } from './types.ts'

/** The day of the site a drill is of, `YYYY-MM-DD`: that of its start, of its preparation while it has not started. */
export function drillDay({ startedAt, preparedAt }: Pick<Drill, 'startedAt' | 'preparedAt'>, timeZone: string): string {
  return localTime(startedAt ?? preparedAt, timeZone).day
}
