import type { Changed } from '../../shared/protocol/readingsFrame.ts'
import type { Picture } from '../../shared/reading/picture.ts'

/**
 * Places in the site pack whose reading changed since they were last taken, each once. A mark a place, and no set: twenty
 * thousand of them come a second.
 */
export class ChangedPlaces {
  private readonly isMarked: Uint8Array
  private readonly marked: Uint32Array
  private marks = 0
  /** Sources name their things in the site's order: then there is nothing to sort. */
  private isAscending = true

  constructor(places: number) {
    this.isMarked = new Uint8Array(places)
    this.marked = new Uint32Array(places)
  }

  get count(): number {
    return this.marks
  }

  /** Marks a place of the site; any other is left out. */
  add(place: number): void {
    if (this.isMarked[place] !== 0) return
    this.isMarked[place] = 1
    if (this.marks > 0 && place < (this.marked[this.marks - 1] as number)) this.isAscending = false
    this.marked[this.marks] = place
    this.marks += 1
  }

  /** All that are marked, ascending, and forgets them. */
  take(): number[] {
    const { marks, marked, isMarked } = this
    if (!this.isAscending) marked.subarray(0, marks).sort()
    const taken: number[] = []
    for (let mark = 0; mark < marks; mark += 1) {
      const place = marked[mark] as number
      isMarked[place] = 0
      taken.push(place)
    }
    this.marks = 0
    this.isAscending = true
    return taken
  }
}

/** Cameras and units of a picture that changed since they were last taken. */
export interface Changes {
  readonly cameras: ChangedPlaces
  readonly units: ChangedPlaces
}

export function noChanges({ cameraStatus, positions }: Picture): Changes {
  return { cameras: new ChangedPlaces(cameraStatus.length), units: new ChangedPlaces(positions.length) }
}

/** All that changed, ascending, and forgets it. */
export function takeChanges({ cameras, units }: Changes): Changed {
  return { cameras: cameras.take(), units: units.take() }
}
