import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { boundsReason } from '../checkManifest.ts'
import { checkSite } from '../checkSite.ts'
import { newPackTexts, type NewSite } from '../newPack.ts'
import { readPack } from '../pack.ts'
import type { PackBytes } from '../packFiles.ts'
import { describeProblem } from '../problem.ts'
import { UsageError, type Outcome } from './usage.ts'

const OPTIONS = {
  name: { type: 'string' },
  'name-en': { type: 'string' },
  bbox: { type: 'string' },
  id: { type: 'string' },
  'time-zone': { type: 'string' },
} as const

/** `new DIR --name … --bbox …`: writes a valid pack into a folder that is empty or not there yet. */
export async function create(args: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parsed(args)
  const [dir, ...rest] = positionals
  if (dir === undefined || rest.length > 0) throw new UsageError('new takes one folder.')
  const name = values.name?.trim()
  if (!name) throw new UsageError('--name is missing.')
  const texts = newPackTexts({
    id: values.id ?? idOf(dir),
    name: { zh: name, en: values['name-en']?.trim() || name },
    bounds: boundsOf(values.bbox),
    timeZone: values['time-zone'] ?? 'Asia/Shanghai',
  })
  refuseBroken(texts)
  const there = await readdir(dir).catch(whenMissing)
  if (there.length > 0) throw new UsageError(`${dir} is not empty; a new pack is never written over something else.`)
  await mkdir(dir, { recursive: true })
  for (const [file, text] of Object.entries(texts)) await writeFile(join(dir, file), text, { flag: 'wx' })
  return { code: 0, lines: [`${dir}: ${Object.keys(texts).join(', ')}`, `Start the wall on it with SITE=${dir}.`] }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: joinNegatives(args), options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** `--bbox -153,…` would read as an option without a value. */
function joinNegatives(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (args[index - 1] === '--bbox') return []
    return [arg === '--bbox' && args[index + 1] !== undefined ? `--bbox=${args[index + 1]!}` : arg]
  })
}

function boundsOf(text: string | undefined): NewSite['bounds'] {
  const numbers = (text ?? '').split(',').map((part) => (part.trim() === '' ? NaN : Number(part)))
  const [west, south, east, north] = numbers as [number, number, number, number]
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) throw new UsageError('--bbox takes west,south,east,north in degrees.')
  const reason = boundsReason(numbers)
  if (reason !== null) throw new UsageError(`--bbox ${text}: ${reason}.`)
  return [west, south, east, north]
}

function idOf(dir: string): string {
  const id = basename(resolve(dir)).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  return id === '' ? 'site' : id
}

function refuseBroken(texts: Readonly<Record<string, string>>): void {
  const bytes = Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, Buffer.from(text)])) as unknown as PackBytes
  const { pack, problems } = readPack(bytes)
  const all = [...problems, ...(pack ? checkSite(pack) : [])]
  if (all.length > 0) throw new UsageError(all.map(describeProblem).join('\n'))
}

function whenMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}
