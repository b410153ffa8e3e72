import vue from '@vitejs/plugin-vue'
import icons from 'unplugin-icons/vite'
import { fileURLToPath } from 'node:url'
import type { BuildOptions, CSSOptions, Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

/** The development page asks the server of `npm run dev`. */
const SERVER = 'http://127.0.0.1:8080'

/** Parts of vue-i18n the page does without: its compiler (`client/text/compose.ts`), its directive and components, its older ways. */
const UNUSED = {
  __VUE_I18N_FULL_INSTALL__: false,
  __VUE_I18N_LEGACY_API__: false,
  __INTLIFY_PROD_DEVTOOLS__: false,
  __INTLIFY_DROP_MESSAGE_COMPILER__: true,
}

/** Tests that measure what a browser shows to the tenth of a second: one after the other, when the rest is done. */
const TIMED = ['tests/browser/wall.test.ts']

/** The same of what belongs to the pages' tests. */
const TIMED_PAGES = ['tests/browser/modes.test.ts', 'tests/browser/field.test.ts']

/** Tests of whole pages in every mode and size, and of maps drawn in software: minutes each, so a script of their own (`npm run test:pages`). */
const PAGES = ['map', 'wallLayout', 'desk', 'deskSections', 'drill', 'review', 'matters'].map((name) => `tests/browser/${name}.test.ts`)

type PostCss = NonNullable<Exclude<CSSOptions['postcss'], string | undefined>['plugins']>[number]

/** The fonts' style sheets name each file twice; whatever can show the wall reads the newer form. */
const woff2Only: PostCss = {
  postcssPlugin: 'woff2-only',
  Once(root) {
    root.walkAtRules('font-face', (face) => face.walkDecls('src', (source) => {
      source.value = source.value.split(',').filter((file) => !file.includes("format('woff')")).join(',')
    }))
  },
}

/** The browser asks for the page's script and style, and what they import, at once instead of when the first script has run; the map's come after (ADR 0022). */
const preloadWall: Plugin = {
  name: 'preload-wall',
  transformIndexHtml(_, { path, bundle = {} }) {
    if (path !== '/index.html') return []
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
    const wanted = new Set(chunks.filter(({ name }) => name === 'page'))
    for (const { imports } of wanted) for (const chunk of chunks) if (imports.includes(chunk.fileName)) wanted.add(chunk)
    const scripts = [...wanted].filter(({ isEntry }) => !isEntry).map(({ fileName }) => ({ rel: 'modulepreload', crossorigin: '', href: `/${fileName}` }))
    const styles = [...wanted].flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])])
      .map((file) => ({ rel: 'preload', as: 'style', crossorigin: '', href: `/${file}` }))
    return [...scripts, ...styles].map((attrs) => ({ tag: 'link', attrs, injectTo: 'head' as const }))
  },
}

type Groups = Exclude<NonNullable<NonNullable<BuildOptions['rolldownOptions']>['output']>, unknown[]>['codeSplitting'] & object
type GroupName = Exclude<NonNullable<Groups['groups']>[number]['name'], string>
type Graph = Parameters<GroupName>[1]

/** Every module that one of these imports, at once or by way of others, and itself; not what is imported later. */
function importedBy(graph: Graph, entry: string): Set<string> {
  const found = new Set([entry])
  for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next)
  return found
}

const FIRST_ENTRY = `${root}client/main.ts`
const PAGE_ENTRY = `${root}client/page.ts`
const PHONE_ENTRY = `${root}client/field/start.ts`

/** The file a module goes to: each of a few is asked for once, where sixty small ones took half a second on two cores before the page began. */
const fileOf: GroupName = (id, graph) => {
  if (id === FIRST_ENTRY || id === PHONE_ENTRY) return null
  if (importedBy(graph, FIRST_ENTRY).has(id)) return 'first'
  if (!importedBy(graph, PAGE_ENTRY).has(id)) return null
  return importedBy(graph, PHONE_ENTRY).has(id) ? 'both' : 'page'
}

/** What desk and review show of panels besides is one file too: small ones compress worse, each by itself (DESK-7). */
const FILES: NonNullable<Groups['groups']> = [{ name: fileOf, priority: 1 }, { name: 'shown', test: /client[\\/]panels[\\/]/, minShareCount: 3 }]

export default defineConfig({
  root: `${root}client`,
  publicDir: `${root}public`,
  plugins: [vue({ features: { optionsAPI: false } }), icons({ compiler: 'vue3' }), preloadWall],
  define: UNUSED,
  css: { postcss: { plugins: [woff2Only] } },
  server: { host: '127.0.0.1', proxy: { '/api': SERVER, '/socket.io': { target: SERVER, ws: true } } },
  build: {
    rolldownOptions: {
      input: { index: `${root}client/index.html`, field: `${root}client/field.html` },
      // Files name those they import, and chance letters do not compress: seven tell versions apart as well as the usual eight (DESK-7).
      output: {
        chunkFileNames: 'assets/[name]-[hash:7].js',
        codeSplitting: { groups: FILES, includeDependenciesRecursively: false },
      },
    },
    outDir: `${root}dist/client`, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500,
    // Whatever runs es2022 preloads modules by itself, or does without.
    modulePreload: { polyfill: false },
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
  },
  test: {
    root,
    // On two cores one worker would be the default: half of what the machine can do.
    maxWorkers: '100%',
    // A worker reads the product once and not for each file again; no module keeps anything that one test could leave to another.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['shared/**/*.test.ts', 'server/**/*.test.ts', 'client/**/*.test.ts', 'bench/**/*.test.ts', 'sites/**/*.test.ts', 'tests/architecture.test.ts', 'tests/article.test.ts'], testTimeout: 30_000 } },
      { extends: true, test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 30_000 } },
      { extends: true, test: { name: 'journey', include: ['tests/journey/**/*.test.ts', 'tests/fuzz/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], exclude: [...TIMED, ...PAGES, ...TIMED_PAGES], testTimeout: 120_000, hookTimeout: 180_000 } },
      { extends: true, test: { name: 'pages', include: PAGES, testTimeout: 120_000, hookTimeout: 180_000 } },
      { extends: true, test: { name: 'pages-timed', include: TIMED_PAGES, testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false, sequence: { groupOrder: 2 } } },
      { extends: true, test: { name: 'timed', include: TIMED, testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
})
