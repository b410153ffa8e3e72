import vue from '@vitejs/plugin-vue'
import icons from 'unplugin-icons/vite'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

/** The development page asks the server of `npm run dev`. */
const SERVER = 'http://127.0.0.1:8080'

export default defineConfig({
  root: `${root}client`,
  publicDir: `${root}public`,
  plugins: [vue(), icons({ compiler: 'vue3' })],
  server: { host: '127.0.0.1', proxy: { '/api': SERVER, '/socket.io': { target: SERVER, ws: true } } },
  build: { outDir: `${root}dist/client`, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1500 },
  test: {
    root,
    projects: [
      { extends: true, test: { name: 'unit', include: ['shared/**/*.test.ts', 'server/**/*.test.ts', 'client/**/*.test.ts', 'sites/**/*.test.ts', 'tests/architecture.test.ts'] } },
      { extends: true, test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], testTimeout: 30_000 } },
      { extends: true, test: { name: 'journey', include: ['tests/journey/**/*.test.ts', 'tests/fuzz/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { extends: true, test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
})
