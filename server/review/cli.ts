import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { readSettings } from '../config/settings.ts'
import { systemClock } from '../systemClock.ts'
import { importCommand, mapCommand } from './cli/importCommand.ts'
import { USAGE, UsageError, type CommandWorld, type Outcome } from './cli/usage.ts'
import { spacesCommand, verifyCommand } from './cli/verifyCommand.ts'
import { reviewFolder } from './reviewFolder.ts'

/** Follows one command line; never exits by itself. */
export async function runReviewCommand([command, ...args]: readonly string[], world: CommandWorld): Promise<Outcome> {
  try {
    if (command === 'map') return await mapCommand(args)
    if (command === 'import') return await importCommand(args, world)
    if (command === 'spaces') return await spacesCommand(world)
    if (command === 'verify') return await verifyCommand(args)
    if (command === '--help' || command === '-h' || command === 'help') return { code: 0, lines: [USAGE] }
    throw new UsageError(command === undefined ? 'A command is missing.' : `There is no command ${command}.`)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { code: 2, lines: [error.message, '', USAGE] }
  }
}

const BAR_SIGNS = 30
const PER_CENT = 100

/** A bar on the terminal; where there is none, a line each tenth. */
function progressBar(out: NodeJS.WriteStream): (share: number) => void {
  let told = -1
  return (share) => {
    const step = Math.floor(share * (out.isTTY ? PER_CENT : 10))
    if (step === told) return
    told = step
    if (!out.isTTY) return void out.write(`${step * 10} %\n`)
    const full = Math.round(share * BAR_SIGNS)
    out.write(`\r[${'█'.repeat(full)}${'·'.repeat(BAR_SIGNS - full)}] ${step} %${share >= 1 ? '\n' : ''}`)
  }
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const world = { now: () => systemClock.now(), reviewDir: reviewFolder(resolve(root, readSettings(process.env).DATA_DIR)), onProgress: progressBar(process.stderr) }
  const { code, lines } = await runReviewCommand(process.argv.slice(2), world)
  for (const line of lines) console.log(line)
  process.exitCode = code
}
