/** A command line that cannot be followed: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What a command says, and its exit code: 0 well, 1 something is wrong with the data, 2 with the command. */
export interface Outcome {
  readonly code: 0 | 1 | 2
  readonly lines: readonly string[]
}

/** What commands need of the world they run in. */
export interface CommandWorld {
  /** Epoch ms. */
  now(): number
  /** Folder of imported spaces. */
  readonly reviewDir: string
  /** Told of progress, 0–1. */
  onProgress(share: number): void
}

export const USAGE = `npm run review -- map FILE
  Proposes a map for a table of incidents of another dispatch system, and says what a person has to decide.

npm run review -- import FILE --map MAP [--name NAME] [--replace]
  Reads the table into a review space of its own (import:NAME), apart from everything live. Every row is kept; what is
  wrong with one is classed and counted. The figures at /review take the space at once.
  --map MAP      a JSON file, or key=column pairs with commas between:
                 received=…,dispatched=…,enRoute=…,onScene=…,closed=…,id=…,kind=…,level=…,grid=…,team=…,outcome=…,
                 zone=America/New_York,dateOrder=mdy|dmy,rows=incident|unit,ambiguous=exclude|earlier|later
                 Two columns are joined by +: received=Date+Time. docs/review.md says all of it.
  --name NAME    a-z, 0-9, - and _ (default: from the file's name)
  --replace      in place of a space that has this name already
  --json         the report as JSON

npm run review -- spaces
  Lists the imported spaces and what they hold.

npm run review -- verify FILE [--at SEQ]
  Checks the hash chain of an exported file or an imported space, and tells the first fact that does not hold.

Exit code: 0 all well, 1 something is wrong with the data, 2 the command cannot be followed.`
