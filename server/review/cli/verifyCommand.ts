import { readFile } from 'node:fs/promises'
import { NoChainFile, verifyChainFile, type ChainVerdict } from '../chainFile.ts'
import { readSpace, spaceFile, spaceNames } from '../import/spaceFile.ts'
import { countOf, spellRanges } from '../seqRanges.ts'
import { UsageError, type CommandWorld, type Outcome } from './usage.ts'

/** `verify FILE [--at SEQ]`: does the chain hold from its beginning to its end? Exit code 1 when it does not (EXPORT-3). */
export async function verifyCommand(args: readonly string[]): Promise<Outcome> {
  const [file, option, seq, ...rest] = args
  if (file === undefined || rest.length > 0 || (option !== undefined && (option !== '--at' || !/^\d+$/.test(seq ?? '')))) throw new UsageError('verify takes one file, and --at with the number of a fact.')
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  try {
    const verdict = verifyChainFile(text, seq === undefined ? null : Number(seq))
    const { broken, upTo } = verdict
    if (broken !== null) return { code: 1, lines: [`BROKEN at fact ${broken.at}: ${broken.why}.`] }
    if (seq !== undefined && upTo === null) return { code: 1, lines: [`${file} does not reach fact ${seq}.`] }
    return { code: 0, lines: [...heldLines(verdict), ...(upTo === null ? [] : [`Up to fact ${upTo.seq}: ${upTo.told} told, hash ${upTo.hash}.`])] }
  } catch (error) {
    if (!(error instanceof NoChainFile)) throw error
    return { code: 1, lines: [`${file} cannot be checked: ${error.message}.`] }
  }
}

/** What a file whose chain holds tells and what it leaves out, and what has to be compared with what is known from elsewhere. */
function heldLines({ space, mark, told, complete, withheld, elsewhere, first, end }: ChainVerdict): string[] {
  const others = elsewhere === 0 ? '' : ` and ${elsewhere} of other spaces as hashes`
  const hidden = withheld.length === 0 ? [] : [`NOT TOLD: ${countOf(withheld)} facts of ${space} stand as hashes alone: ${spellRanges(withheld)}.`]
  const part = complete || withheld.length > 0 ? [] : [`It is a part of the record: facts of ${space} before or after it are not in it.`]
  return [
    `Facts of ${space}${mark === null ? ', the real thing' : `, marked ${mark}`}.`,
    `The chain holds: ${told} facts${others}, from ${first} to ${end.seq}.`,
    ...(complete ? [`It says that it is complete: every fact of ${space} up to ${end.seq}.`] : []), ...hidden, ...part,
    `It tells ${told} and ends with ${end.hash}: compare both with what the printed report or the server says. Nothing here is signed; whoever makes up a file can make up its header too.`,
  ]
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
