/**
 * Places in the site pack by id. A platform goes through its cameras, and a gateway through its units, in the same order
 * each time: the one behind the last that was asked for is looked at first, and only then is it sought among thousands.
 */
export class Places {
  private readonly byId: ReadonlyMap<string, number>
  private next = 0

  constructor(private readonly ids: readonly string[]) {
    this.byId = new Map(ids.map((id, place) => [id, place]))
  }

  /** Undefined for an id the pack does not know. */
  of(id: string): number | undefined {
    const place = this.ids[this.next] === id ? this.next : this.byId.get(id)
    if (place !== undefined) this.next = place + 1 < this.ids.length ? place + 1 : 0
    return place
  }
}
