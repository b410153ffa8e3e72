import type { Board } from '../board.ts'
import { spaceOfDrill, type Drill } from './types.ts'

/** The drill of that id, whatever it has come to; undefined for none that is kept. */
export function knownDrill({ drills }: Pick<Board, 'drills'>, id: string): Drill | undefined {
  return drills.get(spaceOfDrill(id))?.drill ?? undefined
}
