import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))

/** Looked for on PATH, in this order, when `CHROME_PATH` names none. */
const SYSTEM_BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'headless_shell']

/**
 * WebGL 2 in software, the same pixels everywhere, and no request to anywhere but this machine: the browser's own
 * services are off and every other name fails to resolve.
 */
const FLAGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--no-first-run',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
]

interface Candidate {
  readonly name: string
  readonly options: () => Promise<LaunchOptions>
}

/**
 * A headless Chromium with WebGL 2: the one `CHROME_PATH` names, else the system's, else the one that comes with
 * `@sparticuz/chromium`. Needs no root and runs as root. Whoever launches it closes it.
 * @throws Error that says of each try why it failed.
 */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = []
  for (const { name, options } of candidates()) {
    try {
      return await chromium.launch({ headless: true, ...(await options()), args: FLAGS })
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new Error(`No browser could be started.\n${failures.join('\n')}`)
}

function candidates(): Candidate[] {
  const named = process.env['CHROME_PATH']
  const found = named === undefined || named === '' ? SYSTEM_BROWSERS.flatMap((name) => onPath(name) ?? []) : [named]
  const installed = found.map((executablePath) => ({ name: executablePath, options: async () => ({ executablePath }) }))
  return [...installed, { name: '@sparticuz/chromium', options: packedBrowser }]
}

function onPath(name: string): string | undefined {
  const places = (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, name))
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** The browser out of the package, unpacked once per version under `node_modules/.cache`. Linux x64 only. */
async function packedBrowser(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`it runs on Linux x64 only; set CHROME_PATH to a Chromium for ${process.platform} ${process.arch}`)
  }
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const folder = join(CACHE, `chromium-${await packageVersion(entry)}`)
  if (!existsSync(folder)) await unpack(folder)
  const env: Record<string, string> = {}
  for (const [key, value] of Object.entries(process.env)) if (value !== undefined) env[key] = value
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  }
}

async function packageVersion(entry: string): Promise<string> {
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (!existsSync(manifest)) continue
    const { name, version } = JSON.parse(await readFile(manifest, 'utf8')) as { name?: string; version?: string }
    if (name === '@sparticuz/chromium' && version !== undefined) return version
  }
  throw new Error('the version of @sparticuz/chromium is nowhere to be read')
}

/** The package's own list names folders of its usual host; without any font at all even web fonts are not drawn. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`

const UNPACK = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"

/** The package unpacks into TMPDIR as read at its import, so a process of its own does it, into place in one move. */
async function unpack(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true })
  const half = await mkdtemp(`${folder}-unpacking-`)
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { ...process.env, TMPDIR: half, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    })
    await writeFile(join(half, 'fonts', 'fonts.conf'), FONTS_CONF)
    await rename(half, folder).catch((error: unknown) => {
      if (!existsSync(join(folder, 'chromium'))) throw error
    })
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}
