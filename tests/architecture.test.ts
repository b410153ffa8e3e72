import { execFileSync } from 'node:child_process'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { cycles, importsOf, isFile, list, reach, ROOT, runtimeImportsOf, scriptOf, sources, text } from './support/sourceTree.ts'

const LONGEST_FILE_LINES = 300

const isTest = (file: string): boolean => /\.test\.ts$/.test(file)
const PRODUCT = sources('shared', 'server', 'client', 'sites').filter((file) => !isTest(file))
const IMPORTS = new Map(sources('shared', 'server', 'client', 'sites', 'tests', 'bench', 'scripts').map((file) => [file, importsOf(file)]))

/** `file → import` of everything in `files` that imports what it may not. */
function offences(files: readonly string[], forbidden: (imported: string, file: string) => boolean): string[] {
  const of = (file: string): string[] => (IMPORTS.get(file) ?? []).filter((imported) => forbidden(imported, file))
  return files.flatMap((file) => of(file).map((imported) => `${file} → ${imported}`))
}

const under = (...folders: string[]) => (file: string): boolean =>
  folders.some((folder) => file === folder || file.startsWith(`${folder}/`))
const isPackage = (name: string) => (imported: string): boolean => imported === name || imported.startsWith(`${name}/`)

describe('imports', () => {
  it('every relative one is a file that exists, named in full', () => {
    expect(offences(
      [...IMPORTS.keys()],
      (imported) => /^(shared|server|client|sites|tests)\//.test(imported) && !imported.startsWith('dist/') && !isFile(imported),
    )).toEqual([])
  })

  it('shared imports shared alone, and typebox where schemas are', () => {
    const shared = PRODUCT.filter(under('shared'))
    const schemas = ['shared/protocol', 'shared/site/schema.ts']
    expect(
      offences(shared, (imported, file) => !under('shared')(imported) && !(imported === 'typebox' && under(...schemas)(file))),
    ).toEqual([])
  })

  it('shared needs no DOM, no Node, no clock and no chance', () => {
    const impure = /\b(Date\.now|new Date\(\)|Math\.random|performance\.|set(Timeout|Interval)|process\.|window\.|document\.|crypto\.|fetch\()/
    expect(PRODUCT.filter(under('shared')).filter((file) => impure.test(scriptOf(file).replace(/\/\*[\s\S]*?\*\//g, '')))).toEqual([])
    const { compilerOptions } = ts.parseConfigFileTextToJson(
      'tsconfig.json', text('shared/tsconfig.json'),
    ).config as { compilerOptions: object }
    expect(compilerOptions).toMatchObject({ lib: ['ES2022'], types: [] })
  })

  it('server and client do not know each other', () => {
    expect(offences(PRODUCT.filter(under('server', 'sites')), under('client', 'tests'))).toEqual([])
    expect(offences(PRODUCT.filter(under('client')), under('server', 'tests', 'sites'))).toEqual([])
    expect(offences(PRODUCT.filter(under('client')), (imported) => imported.startsWith('node:'))).toEqual([])
  })

  it.each([
    ['socket.io', ['server/push', 'server/app.ts']],
    ['socket.io-client', ['client/link']],
    ['maplibre-gl', ['client/map']],
    ['echarts', ['client/charts']],
    ['element-plus', ['client/desk']],
    ['mqtt', ['server/ingest']],
    ['@photostructure/sqlite', ['server/journal/sqlite']],
    ['fastify', ['server']],
    ['pinia', ['client']],
  ])('%s stands only in %s', (name, folders) => {
    expect(offences(PRODUCT.filter((file) => !under(...folders)(file)), isPackage(name))).toEqual([])
    expect(offences(PRODUCT.filter(under(...folders)), isPackage(name)), 'no longer used there').not.toEqual([])
  })

  it('a panel, a chart and the map read stores, never the link', () => {
    expect(offences(PRODUCT.filter(under('client/panels', 'client/charts', 'client/map')), under('client/link', 'client/desk'))).toEqual([])
    expect(offences(PRODUCT.filter(under('client/stores')), under('client/link', 'client/panels', 'client/map'))).toEqual([])
  })

  it('SIM-2: the simulator is imported by main alone and imports nothing of the server but its ports', () => {
    expect(offences(PRODUCT.filter((file) => !under('server/simulator', 'server/main.ts')(file)), under('server/simulator'))).toEqual([])
    expect(offences(
      PRODUCT.filter(under('server/simulator')),
      (imported) => under('server')(imported) && !under('server/simulator', 'server/ports.ts')(imported),
    )).toEqual([])
  })

  it('typebox comes to the page as types alone: its checker would break the policy', () => {
    const reached = new Set([...reach('client/page.ts', runtimeImportsOf), ...reach('client/desk/DeskPage.vue', runtimeImportsOf)])
    expect(reached.size).toBeGreaterThan(100)
    expect([...reached].filter((file) => runtimeImportsOf(file).some(isPackage('typebox')))).toEqual([])
  })

  it('DESK-7: the wall reaches nothing of the desk, nor its words', () => {
    const reached = [...reach('client/page.ts', runtimeImportsOf)]
    expect(reached).toContain('client/wall/WallPage.vue')
    expect(reached.filter((file) => under('client/desk')(file) || /client\/text\/.*[dD]esk/.test(file))).toEqual([])
    expect(reached.filter((file) => runtimeImportsOf(file).some((name) => isPackage('element-plus')(name) || isPackage('echarts')(name)))).toEqual([])
  })

  it('there is no cycle, types included', () => {
    expect(cycles(PRODUCT, IMPORTS)).toEqual([])
  })
})

describe('packages', () => {
  const manifest = JSON.parse(text('package.json')) as Record<'dependencies' | 'devDependencies' | 'scripts', Record<string, string>>
  const used = (files: readonly string[]) => (name: string): boolean => files.some((file) => mentions(file, name))
  const mentions = (file: string, name: string): boolean => new RegExp(
    `(['"\\x60]|@vitest-environment )${name.replaceAll('/', '\\/')}(['"\\x60/\\n])`,
  ).test(text(file))
  const everywhere = [
    ...IMPORTS.keys(), ...list(join(ROOT, 'client')).map((file) => relative(ROOT, file)).filter((file) => /\.(css|html)$/.test(file)),
    'vite.config.ts', 'eslint.config.js',
  ]
  /** Run by name in the scripts of package.json, or read by one that is (icons by `~icons/tabler/…`). */
  const tools = ['esbuild', 'eslint', 'tsx', 'typescript', 'vite', 'vitest', 'vue-tsc', 'npm-run-all2', '@iconify-json/tabler']

  it('that are listed are used', () => {
    const listed = Object.keys(
      { ...manifest.dependencies, ...manifest.devDependencies },
    ).filter((name) => !name.startsWith('@types/') && !tools.includes(name))
    expect(listed.filter((name) => !used(everywhere)(name))).toEqual([])
  })

  it('that the server needs when it runs are no development packages', () => {
    const development = Object.keys(manifest.devDependencies)
    const running = PRODUCT.filter((file) => under('server', 'shared')(file) && file !== 'server/journal/typescriptWorker.mjs')
    expect(offences(running, (imported) => development.some((name) => isPackage(name)(imported)))).toEqual([])
  })
})

describe('files', () => {
  it(`have at most ${LONGEST_FILE_LINES} lines in shared, server and client`, () => {
    const long = PRODUCT.filter(under('shared', 'server', 'client')).map((file) => [file, text(file).split('\n').length] as const)
    expect(long.filter(([, lines]) => lines > LONGEST_FILE_LINES)).toEqual([])
  })

  it('are not named utils, common, helpers or manager', () => {
    expect(sources(
      'shared', 'server', 'client', 'sites', 'tests',
    ).filter((file) => /(^|\/)(utils?|common|helpers?|[a-z]*manager)(\.|\/)/i.test(file))).toEqual([])
  })

  it('have named exports only', () => {
    expect(PRODUCT.filter((file) => file.endsWith('.ts') && /^export default /m.test(text(file)))).toEqual([])
  })
})

describe('rules', () => {
  const RULE = /\b[A-Z]{3,}-\d+\b/g
  const spec = text('docs/SPEC.md')
  const known = new Set([...spec.matchAll(/^\s*[-#]+ \*\*([A-Z]+-\d+)\*\*/gm)].map(([, id]) => id))
  const families = new Set([...known].map((id) => id?.split('-')[0]))
  /** Names of other people's things that look like an id. */
  const names = new Set(['WGS-84', 'GCJ-02', 'BD-09', 'UTF-8', 'SHA-256', 'ISA-18'])
  const titlesOf = (file: string): string[] => [
    ...text(file).matchAll(/\b(?:describe|it|test)(?:\.each\([\s\S]*?\))?(?: as const\))?\(\s*(['"\x60])([\s\S]*?)\1/g),
  ].map(([, , title]) => title!)
  const quotedBy = (file: string): string[] => [
    ...text(file).matchAll(RULE),
  ].map(([id]) => id).filter((id) => families.has(id.split('-')[0]))

  it('each has an id of its own', () => {
    expect(known.size).toBeGreaterThan(40)
    expect([...spec.matchAll(/^\s*[-#]+ \*\*([A-Z]+-\d+)\*\*/gm)]).toHaveLength(known.size)
  })

  it('that a test or a comment quotes stand in docs/SPEC.md', () => {
    expect([...IMPORTS.keys()].flatMap((file) => quotedBy(file).filter((id) => !known.has(id)).map((id) => `${file}: ${id}`))).toEqual([])
  })

  it('that a title of a test quotes stand there too, whatever they are called', () => {
    const titled = sources('shared', 'server', 'client', 'sites', 'tests').filter((file) => isTest(file) || under('tests/contract')(file))
    const unknown = titled.flatMap((file) => titlesOf(
      file,
    ).flatMap((title) => title.match(RULE) ?? []).filter((id) => !known.has(id) && !names.has(id)).map((id) => `${file}: ${id}`))
    expect(titled.flatMap(titlesOf).length).toBeGreaterThan(300)
    expect(unknown).toEqual([])
  })

  it('that are said to be kept are quoted by a test', () => {
    const kept = [...spec.matchAll(/^\s*[-#]+ \*\*([A-Z]+-\d+)\*\*.* — (kept|in part)/gm)].map(([, id]) => id!)
    const tested = new Set(
      sources('shared', 'server', 'client', 'sites', 'tests').filter((file) => isTest(file) || under('tests')(file)).flatMap(quotedBy),
    )
    expect(kept.filter((id) => !tested.has(id))).toEqual([])
  })
})

describe('what is published', () => {
  const tracked = execFileSync(
    'git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' },
  ).split('\n').filter((file) => file !== '' && isFile(file))
  const readable = tracked.filter((
    file,
  ) => /\.(ts|vue|mjs|js|json|md|css|html|ya?ml|toml|csv|geojson|txt)$|(^|\/)\.[^/]+$|\.ci\/run$/.test(file))

  it('names no path of the machine it was made on, and no registry', () => {
    const here = resolve(ROOT)
    const machine = [`${here}/`, '/home/', '/root/', ['/work', '/'].join('')]
    const offending = readable.flatMap((file) => machine.filter((path) => text(file).includes(path)).map((path) => `${file}: ${path}`))
    expect(offending.filter((line) => !line.startsWith('tests/architecture.test.ts:'))).toEqual([])
    const registries = readable.filter((file) => /"resolved"|registry\.npm|registry\.yarn|npmmirror|artifactory/i.test(text(file)))
    expect(registries.filter((file) => file !== 'tests/architecture.test.ts')).toEqual([])
  })

  it('is built into a server of ASCII alone, since V8 keeps a text with one other letter in it at two bytes each', () => {
    expect(['main.js', 'journalWorker.js'].flatMap((file) => /^.*[^\0-\x7f].*$/m.exec(text(`dist/server/${file}`)) ?? [])).toEqual([])
  })

  it('has no file of the build, the store or an editor in it', () => {
    expect(tracked.filter((file) => /^(dist|var|node_modules|coverage)\/|\.log$|\.DS_Store$|(^|\/)\.env$/.test(file))).toEqual([])
  })
})
