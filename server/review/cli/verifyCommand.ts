import { readFile } from 'node:fs/promises'
import { NoChainFile, verifyChainFile } from '../chainFile.ts'
import { readSpace, spaceFile, spaceNames } from '../import/spaceFile.ts'
import { UsageError, type CommandWorld, type Outcome } from './usage.ts'

/** `verify FILE`: does the chain hold from its beginning to its end? Exit code 1 when it does not (EXPORT-3). */
export async function verifyCommand(args: readonly string[]): Promise<Outcome> {
  const [file, ...rest] = args
  if (file === undefined || rest.length > 0) throw new UsageError('verify takes one file.')
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  try {
    const { space, mark, told, omitted, first, end, broken } = verifyChainFile(text)
    if (broken !== null) return { code: 1, lines: [`BROKEN at fact ${broken.at}: ${broken.why}.`] }
    const beside = omitted === 0 ? '' : ` and ${omitted} more as hashes`
    return { code: 0, lines: [`Facts of ${space}${mark === null ? ', the real thing' : `, marked ${mark}`}.`, `The chain holds: ${told} facts${beside}, from ${first} to ${end.seq}.`, `It ends with ${end.hash}: compare it with what the printed report or the server says.`] }
  } catch (error) {
    if (!(error instanceof NoChainFile)) throw error
    return { code: 1, lines: [`${file} cannot be checked: ${error.message}.`] }
  }
}

/** `spaces`: what was imported, from where, and how much of it counts. */
export async function spacesCommand({ reviewDir }: CommandWorld): Promise<Outcome> {
  const lines: string[] = []
  for (const name of await spaceNames(reviewDir)) {
    for await (const { header } of readSpace(spaceFile(reviewDir, name))) {
      const { records, counted, faulty } = header.report
      lines.push(`import:${name}  ${header.source.file}, ${header.made}: ${records} records, ${counted} count, ${faulty} left out as a whole`)
      break
    }
  }
  return { code: 0, lines: lines.length === 0 ? ['Nothing was imported yet.'] : lines }
}
