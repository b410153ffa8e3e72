import vue from '@vitejs/plugin-vue'
import icons from 'unplugin-icons/vite'
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer, type Plugin, type ViteDevServer } from 'vite'
import { fixtureBasemap } from '../browser/page/map/fixture.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** The packages' folder may be a link to another place. */
const FONTS_LIE_IN = realpathSync(`${ROOT}node_modules`)

/** Answers the few requests the map makes: a drawn base map, no tiles. */
function basemap(): Plugin {
  return {
    name: 'basemap-fixture',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.endsWith('.pmtiles') === true) {
          response.statusCode = 404
          response.end()
        } else if (request.url?.includes('/api/v1/site/basemap') === true) {
          response.setHeader('content-type', 'application/json')
          response.end(JSON.stringify(fixtureBasemap()))
        } else next()
      })
    },
  }
}

/** Serves the wall's page with made-up stores on a port of its own. Whoever serves it closes it. */
export async function serveWallPage(): Promise<{ readonly url: string; readonly server: ViteDevServer }> {
  const server = await createServer({
    configFile: false,
    root: ROOT,
    cacheDir: `${ROOT}node_modules/.cache/vite-wall-page`,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, watch: null, hmr: false, fs: { allow: [ROOT, FONTS_LIE_IN] } },
    plugins: [vue(), icons({ compiler: 'vue3' }), basemap()],
    optimizeDeps: { entries: ['tests/browser/page/wall/main.ts'] },
  })
  await server.listen()
  const address = server.httpServer?.address()
  if (address == null || typeof address === 'string') throw new Error('the page is not served on a port')
  return { url: `http://127.0.0.1:${address.port}/tests/browser/page/wall/index.html`, server }
}
