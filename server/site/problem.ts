/** Something wrong with a site pack. `line` is the real line of the file, null where the whole file or several are meant. */
export interface Problem {
  readonly file: string
  readonly line: number | null
  /** Path of the value (`features[3].properties.grid`) or column of the table; empty for the whole. */
  readonly field: string
  readonly reason: string
}

/** `cameras.csv:17 grid: unknown grid “G9”`. */
export function describeProblem({ file, line, field, reason }: Problem): string {
  return `${file}${line === null ? '' : `:${line}`}${field === '' ? '' : ` ${field}`}: ${reason}`
}

/** A pack that must not be used, with everything that is wrong with it. */
export class SitePackBroken extends Error {
  override readonly name = 'SitePackBroken'
  readonly dir: string
  readonly problems: readonly Problem[]

  constructor(dir: string, problems: readonly Problem[]) {
    super(
      [`The site pack ${dir} has ${problems.length} problem(s):`, ...problems.map((problem) => `  ${describeProblem(problem)}`)].join('\n'),
    )
    this.dir = dir
    this.problems = problems
  }
}
