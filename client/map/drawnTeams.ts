import type { Position } from '../../shared/reading/picture.ts'

/** What is drawn of a team. */
export interface TeamMark {
  readonly state: string
  /** What stands beside it; empty for nothing. */
  readonly note: string
  /** Where its chevron points on the screen, degrees; null for none. */
  readonly heading: number | null
  readonly place: Pick<Position, 'lonE7' | 'latE7'>
}

/** A chevron that turned by less than this looks the same, degrees. */
const TURNED_DEG = 3

/**
 * What the map shows of each team, so that only those are drawn anew that look different: the map's worker lays out whole
 * tiles again for each change, and a walker measured five times a second moves a fraction of a pixel.
 */
export class DrawnTeams {
  private readonly marks = new Map<number, TeamMark>()

  /** How many teams are drawn. */
  get count(): number {
    return this.marks.size
  }

  /** Units and marks of those that are drawn. */
  [Symbol.iterator](): Iterator<[number, TeamMark]> {
    return this.marks[Symbol.iterator]()
  }

  /** A team whose position is not known, which it may have been at a later time. True when it was drawn; it then no longer is. */
  leave(unit: number): boolean {
    return this.marks.delete(unit)
  }

  /**
   * Takes how a team should look now. True when it differs from what is drawn, which then counts as drawn; `pixelE7`: a pixel
   * on the ground, 1e-7 degrees.
   */
  take(unit: number, mark: TeamMark, pixelE7: number): boolean {
    const drawn = this.marks.get(unit)
    if (drawn !== undefined && looksTheSame(drawn, mark, pixelE7)) return false
    this.marks.set(unit, mark)
    return true
  }
}

function looksTheSame(drawn: TeamMark, mark: TeamMark, pixelE7: number): boolean {
  if (drawn.state !== mark.state || drawn.note !== mark.note || turned(drawn.heading, mark.heading)) return false
  const far = Math.max(Math.abs(drawn.place.lonE7 - mark.place.lonE7), Math.abs(drawn.place.latE7 - mark.place.latE7))
  return far < pixelE7 / 2
}

function turned(from: number | null, to: number | null): boolean {
  if (from === null || to === null) return from !== to
  const by = Math.abs(from - to) % 360
  return Math.min(by, 360 - by) >= TURNED_DEG
}
