import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Site } from '../../shared/site/types.ts'

export interface SiteFiles {
  readonly site: Site
  readonly basemapFile: string
  readonly pmtilesFile: string | null
}

/** The static part of the picture: fetched once, asked for again only by its ETag. */
export function siteRoutes({ site, basemapFile, pmtilesFile }: SiteFiles): FastifyPluginAsyncTypebox {
  return async (app) => {
    const etag = `"${site.version}"`
    const siteJson = Buffer.from(JSON.stringify(site))
    const basemapJson = await readFile(basemapFile)
    const text = (body: Buffer, type: string) => (request: FastifyRequest, reply: FastifyReply) => {
      reply.header('etag', etag).header('cache-control', 'no-cache')
      return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.type(type).send(body)
    }
    app.get('/site', { config: { askedFirst: true }, schema: { tags: ['site'], summary: '站点包 The site pack' } }, text(siteJson, 'application/json; charset=utf-8'))
    app.get('/site/basemap', { config: { askedFirst: true }, schema: { tags: ['site'], summary: '示意底图 The schematic base map' } }, text(basemapJson, 'application/geo+json; charset=utf-8'))
    app.get('/site/basemap.pmtiles', { config: { askedFirst: true }, schema: { hide: true } }, (request, reply) =>
      pmtilesFile === null ? reply.code(NOT_FOUND).send(NO_TILES) : sendRange(pmtilesFile, etag, request, reply),
    )
  }
}

/** Every wall asks once whether there are tiles; that there are none is an answer, not a refused input. */
const NO_TILES = { code: 'noTiles', field: '', message: 'this site pack has no tiles, use the schematic base map' }
const NOT_FOUND = 404
const PARTIAL = 206
const UNSATISFIABLE = 416

/** Sends a file or the one byte range asked for, as PMTiles readers do. */
async function sendRange(file: string, etag: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { size } = await stat(file)
  reply.header('accept-ranges', 'bytes').header('etag', etag).type('application/octet-stream')
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  if (range === null) return reply.header('content-length', size).send(createReadStream(file))
  const start = Number(range[1])
  const end = Math.min(range[2] === '' ? size - 1 : Number(range[2]), size - 1)
  if (start > end) return reply.code(UNSATISFIABLE).header('content-range', `bytes */${size}`).send()
  reply.code(PARTIAL).header('content-range', `bytes ${start}-${end}/${size}`).header('content-length', end - start + 1)
  return reply.send(createReadStream(file, { start, end }))
}
