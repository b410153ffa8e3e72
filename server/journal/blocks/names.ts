/** A name without a number, or a number without a name: the file is not whole. */
export class NameMissing extends Error {
  override readonly name = 'NameMissing'
}

/** Names that the file may not hold yet, the first of them with number `from`. */
export interface NewNames {
  readonly from: number
  readonly names: readonly string[]
}

/** Numbers for the ids and sources of readings, from 0 in the order they were first seen. They stay for ever. */
export class ReadingNames {
  readonly #numbers = new Map<string, number>()
  readonly #names: string[]
  #kept: number

  /** `kept`: the names that the file holds. */
  constructor(kept: readonly string[]) {
    this.#names = [...kept]
    this.#kept = kept.length
    kept.forEach((name, number) => this.#numbers.set(name, number))
  }

  readonly numberOf = (name: string): number => this.#numbers.get(name) ?? this.#add(name)

  readonly nameOf = (number: number): string => {
    const name = this.#names[number]
    if (name === undefined) throw new NameMissing(`name ${number} of readings is not in the file`)
    return name
  }

  /** What has to go into the file with the next blocks. */
  unkept(): NewNames {
    return { from: this.#kept, names: this.#names.slice(this.#kept) }
  }

  /** The file holds these now. */
  kept({ from, names }: NewNames): void {
    this.#kept = Math.max(this.#kept, from + names.length)
  }

  #add(name: string): number {
    const number = this.#names.push(name) - 1
    this.#numbers.set(name, number)
    return number
  }
}
