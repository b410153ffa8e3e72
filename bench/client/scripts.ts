import type { Page, Response } from 'playwright-core'
import { gzipSync } from 'node:zlib'
import { atMost, told, type Figure } from '../measure/figure.ts'

/** Most script the wall may load, gzipped, KB of 1,000 bytes. */
const MOST_KB = 600
/** What only the desk uses: none of it may be on the wall. */
const DESK = ['element-plus', 'ElTable', 'el-button', 'vxe-table']

interface Loaded {
  readonly url: string
  readonly text: string
}

/** What was loaded: figures, and gzipped bytes by file. */
export interface Scripts {
  readonly figures: readonly Figure[]
  readonly files: Readonly<Record<string, number>>
}

/** Listens to every script a page loads from now on. */
export function listenToScripts(page: Page): () => Promise<Scripts> {
  const responses: Response[] = []
  page.on('response', (response) => {
    if (/\.m?js$/.test(new URL(response.url()).pathname)) responses.push(response)
  })
  return async () => {
    const loaded = await Promise.all(responses.map(async (response) => ({ url: response.url(), text: await response.text() })))
    const files = loaded.map(({ url, text }) => [url.split('/').at(-1), gzipped(text)] as const)
    return { figures: scriptFigures(loaded), files: Object.fromEntries(files) }
  }
}

function scriptFigures(loaded: readonly Loaded[]): Figure[] {
  const worker = loaded.filter(({ url }) => url.includes('worker'))
  const page = loaded.filter(({ url }) => !url.includes('worker'))
  const kb = (files: readonly Loaded[]): number => files.reduce((sum, { text }) => sum + gzipped(text), 0) / 1_000
  const desk = DESK.filter((name) => page.some(({ text }) => text.includes(name)))
  return [
    atMost('script of the wall, gzip -9', kb(page), MOST_KB, 'KB'),
    told('the map worker besides', kb(worker), 'KB'),
    atMost("the desk's libraries on the wall", desk.length, 0, ''),
  ]
}

function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).length
}
