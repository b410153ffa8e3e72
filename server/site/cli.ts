import { check } from './cli/check.ts'
import { create } from './cli/create.ts'
import { importCommand } from './cli/importCommand.ts'
import { USAGE, UsageError, type Outcome } from './cli/usage.ts'

/** Follows one command line; never exits by itself. */
export async function runSiteCommand([command, ...args]: readonly string[]): Promise<Outcome> {
  try {
    if (command === 'check') return await check(args)
    if (command === 'new') return await create(args)
    if (command === 'import' && args[0] === 'cameras') return await importCommand(args.slice(1))
    if (command === '--help' || command === '-h' || command === 'help') return { code: 0, lines: [USAGE] }
    throw new UsageError(
      command === undefined ? 'A command is missing.' : `There is no command ${[command, args[0] ?? ''].join(' ').trim()}.`,
    )
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return { code: 2, lines: [error.message, '', USAGE] }
  }
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  const { code, lines } = await runSiteCommand(process.argv.slice(2))
  for (const line of lines) console.log(line)
  process.exitCode = code
}
