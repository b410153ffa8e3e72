import vue from '@vitejs/plugin-vue'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { fixtureBasemap, fixtureSite } from './page/map/fixture.ts'

/** What the server allows its page: nothing from elsewhere, no code from text. */
const CONTENT_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
].join('; ')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

export interface MapPage {
  readonly url: string
  /** Gives the pack tiles of its own, or takes them away again. */
  setTiles(archive: Uint8Array | null): void
  /** Lets the base map fail, or be there again. */
  setBasemapFails(fails: boolean): void
  /** Every answer but 2xx so far, as `status path`. */
  readonly refused: readonly string[]
  close(): Promise<void>
}

/** Builds the test page as for production and serves it from this machine with the map's own addresses beside it. */
export async function serveMapPage(): Promise<MapPage> {
  const folder = await mkdtemp(join(tmpdir(), 'map-page-'))
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./page/map', import.meta.url)),
    plugins: [vue()],
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 3000 },
  })
  const json: Readonly<Record<string, string>> = {
    '/api/v1/site': JSON.stringify(fixtureSite()),
    '/api/v1/site/basemap': JSON.stringify(fixtureBasemap()),
  }
  let tiles: Uint8Array | null = null
  let basemapFails = false
  const refused: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    response.setHeader('content-security-policy', CONTENT_POLICY)
    if (path === '/api/v1/site/basemap.pmtiles' && tiles !== null) return sendRange(tiles, request, response)
    if (path === '/api/v1/site/basemap' && basemapFails) {
      response.writeHead(503).end()
      return
    }
    const file = path === '/' ? '/index.html' : normalize(path)
    const body = json[path] ?? (await readFile(join(folder, file)).catch(() => null))
    if (body === null) {
      refused.push(`404 ${path}`)
      response.writeHead(404).end()
      return
    }
    response.setHeader('content-type', json[path] === undefined ? (TYPES[extname(file)] ?? 'application/octet-stream') : 'application/json')
    response.end(body)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    setTiles: (archive) => (tiles = archive),
    setBasemapFails: (fails) => (basemapFails = fails),
    refused,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function sendRange(bytes: Uint8Array, request: IncomingMessage, response: ServerResponse): void {
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  if (range === null) {
    response.writeHead(200, { 'content-length': bytes.length }).end(request.method === 'HEAD' ? undefined : bytes)
    return
  }
  const start = Number(range[1])
  const end = Math.min(Number(range[2]), bytes.length - 1)
  response.writeHead(206, { 'content-range': `bytes ${start}-${end}/${bytes.length}`, 'content-length': end - start + 1, etag: '"tiles"' })
  response.end(bytes.subarray(start, end + 1))
}
