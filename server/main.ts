import closeWithGrace from 'close-with-grace'
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { pino, type Logger } from 'pino'
import { openConsole } from './access/console.ts'
import { firstLinks, linkUrl, type FirstLink } from './access/firstLinks.ts'
import { assertListenable, NotLoopback } from './access/loopback.ts'
import { openAccess } from './access/openAccess.ts'
import { AccessFileUnknown } from './access/sqlite/accessFile.ts'
import { buildApp } from './app.ts'
import { BadSetting, listOf, readSettings, type Settings } from './config/settings.ts'
import { BadMqttUrl, mqttClientId } from './ingest/mqttIngest.ts'
import { startHistoryExpiry } from './journal/historyExpiry.ts'
import { openStore } from './journal/openStore.ts'
import { StoreOwned } from './journal/ownership.ts'
import { SchemaUnknown } from './journal/sqlite/schema.ts'
import { reviewFolder } from './review/reviewFolder.ts'
import { storeFolder } from './journal/storeFolder.ts'
import { loadSite } from './site/loadSite.ts'
import { SitePackBroken } from './site/problem.ts'
import { simulatorKeys } from './simulator/keys.ts'
import { startSimulator } from './simulator/startSimulator.ts'
import type { Journal } from './ports.ts'
import { randomIds, systemClock } from './systemClock.ts'

/** The project's folder: both `server/main.ts` and `dist/server/main.js` lie in it. */
const ROOT = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '..' : '../..', import.meta.url))
const CLOSE_WITHIN_MS = 10_000

async function main(settings: Settings): Promise<void> {
  const gate = { names: listOf(settings.SERVER_NAMES), trustedProxies: listOf(settings.TRUST_PROXY) }
  assertListenable(settings.HOST, gate.trustedProxies)
  const log = pino({ level: settings.LOG_LEVEL })
  const { site, basemapFile, pmtilesFile } = await loadSite(resolve(ROOT, settings.SITE))
  const simulated = settings.SIMULATOR === 'on'
  const storeDir = storeFolder(resolve(ROOT, settings.DATA_DIR), simulated)
  const mqtt = settings.MQTT_URL === '' ? null : { url: settings.MQTT_URL, clientId: mqttClientId(site.id, storeDir) }
  const store = await openStore(storeDir, { report: (problem) => log.warn(problem) }).catch((error: unknown) => {
    throw asStoreTrouble(storeDir, error)
  })
  const access = openAccess(storeDir, { now: () => systemClock.now(), onTrouble: (error) => log.error(error) })
  const app = await buildApp({
    site, basemapFile, pmtilesFile, ...store, access, gate, clock: systemClock, ids: randomIds, demo: simulated, pageDir: resolve(ROOT, 'dist/client'), mqtt,
    reviewDir: reviewFolder(resolve(ROOT, settings.DATA_DIR)),
    logger: log,
  })
  const closeConsole = openConsole(storeDir, access.administration, site.departments.map(({ id }) => id), (error) => log.error(error))
  const stopExpiry = startHistoryExpiry(store.history, systemClock, settings, (error) => log.error(error))
  const baseUrl = await app.http.listen({ host: settings.HOST, port: settings.PORT })
  const simulator = simulated
    ? startSimulator({
        site, baseUrl, seed: settings.SIMULATOR_SEED, speed: settings.SIMULATOR_SPEED, clock: systemClock, log: (line) => log.info(line),
        ...simulatorKeys(access, site.departments.map(({ id }) => id)),
      })
    : null
  announce(gate.names[0] === undefined ? baseUrl : `https://${gate.names[0]}`, simulated, firstLinks(access, simulated))
  checkRecord(store.journal, log).catch((error: unknown) => log.error(error))
  closeWithGrace({ delay: CLOSE_WITHIN_MS }, async ({ err }) => {
    if (err !== undefined) log.fatal(err)
    stopExpiry()
    closeConsole()
    await simulator?.stop()
    await app.close()
    access.close()
    await store.close()
  })
}

/** The data folder cannot be used as it is; the message says which one and why. */
class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable'
}

function asStoreTrouble(dir: string, error: unknown): unknown {
  if (error instanceof StoreOwned || error instanceof SchemaUnknown) return error
  const why = error instanceof Error ? error.message : String(error)
  return new DataFolderUnusable(`数据目录无法使用 the data folder ${dir} cannot be used: ${why}`, { cause: error })
}

/** Walks the whole chain behind everything else (LOG-1): a record that was changed behind the server's back is said, loudly. */
async function checkRecord(journal: Journal, log: Logger): Promise<void> {
  const { facts, brokenAt } = await journal.verify()
  if (brokenAt === null) log.info(`the record's ${facts} facts are unchanged`)
  else log.fatal(`THE RECORD WAS CHANGED at fact ${brokenAt}: what follows it cannot be trusted; restore a backup`)
}

function announce(baseUrl: string, simulated: boolean, links: readonly FirstLink[]): void {
  const ways = links.map(({ zh, en, link }) => `  ${zh}（一次性链接，24 小时内） ${en} (opens once, within 24 h):\n    ${linkUrl(baseUrl, link)}\n`)
  process.stdout.write(
    `\n  指挥大屏 Wall   ${baseUrl}/wall\n  接口文档 API    ${baseUrl}/docs\n${ways.join('')}` +
      (simulated ? '  演示：数据来自模拟器 Demo: fed by the simulator (SIMULATOR=off turns it off)\n\n' : '  模拟器已关 Simulator off: only what real sources send is shown\n\n'),
  )
}

/** Errors that say to the person who starts it what to do: shown as one message, without a trace. */
const FOR_THE_STARTER = [NotLoopback, BadSetting, AccessFileUnknown, BadMqttUrl, SitePackBroken, StoreOwned, SchemaUnknown, DataFolderUnusable]

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (FOR_THE_STARTER.some((kind) => error instanceof kind)) return error.message
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用 port ${port} is taken: stop what listens there or set PORT`
  return error.stack ?? error.message
}

try {
  await main(readSettings(process.env))
} catch (error) {
  process.stderr.write(`${describe(error)}\n`)
  process.exit(1)
}
