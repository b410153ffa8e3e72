import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { freshFolder } from './sqliteEngine.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Inside the project, so that the bundle finds its packages. */
const CACHE = join(ROOT, 'node_modules/.cache')

it('JOURNAL-1: the store runs from a bundle, its worker a bundled file beside the entry', async () => {
  mkdirSync(CACHE, { recursive: true })
  const outdir = mkdtempSync(join(CACHE, 'bundle-'))
  const dir = freshFolder()
  try {
    await build({
      entryPoints: { main: join(ROOT, 'tests/contract/bundledStore.ts'), journalWorker: join(ROOT, 'server/journal/journalWorker.ts') },
      outdir,
      bundle: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
    })
    expect(execFileSync(process.execPath, [join(outdir, 'main.js'), dir], { encoding: 'utf8' })).toBe('3 facts\n')
  } finally {
    rmSync(outdir, { recursive: true })
    rmSync(dir, { recursive: true })
  }
})
