import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { copyFile, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ACCESS_FILE, openAccess, type Access, type AccessOptions } from '../../server/access/openAccess.ts'
import { StoreOwned, takeOwnership } from '../../server/journal/ownership.ts'
import { storeFolder } from '../../server/journal/storeFolder.ts'
import { systemClock } from '../../server/systemClock.ts'
import { SCOPES } from '../../shared/access/roles.ts'

/** Ways into a server, made in its own store. */
export interface Grants {
  /** A source's key with every scope. */
  readonly key: string
  /** A screen's secret, as its browser holds it. */
  readonly wall: string
}

const TESTS = { who: 'tests', sourceAddress: 'console' }

/** A row of digits might be taken for a telephone number, which no name may be. */
function withoutDigits(text: string): string {
  return text.replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))
}

/** The one place where tests and benches get in: a key and a screen made through the real store. */
function grantsOf({ administration, signIn }: Access): Grants {
  const mark = withoutDigits(randomUUID())
  const key = administration.addKey({ id: `key-${mark}`, name: '测试 tests', scopes: SCOPES }, TESTS)
  const link = administration.addWall(`wall-${mark}`, '测试 tests', TESTS)
  return { key, wall: signIn.byLink(link, '127.0.0.1').secret }
}

let template: Promise<{ readonly dir: string; readonly grants: Grants }> | null = null

async function makeTemplate(): Promise<{ readonly dir: string; readonly grants: Grants }> {
  const dir = await mkdtemp(join(tmpdir(), 'grants-'))
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }))
  const access = openAccess(dir, { now: () => systemClock.now() })
  const grants = grantsOf(access)
  access.close()
  return { dir, grants }
}

/** The ways into every server that `openGranted` opens the accounts of. */
export async function sharedGrants(): Promise<Grants> {
  template ??= makeTemplate()
  return (await template).grants
}

/** Opens accounts in a folder of a test's own in which the ways in are there already: the same for all servers of a test. */
export async function openGranted(dir: string, options: AccessOptions): Promise<{ readonly access: Access; readonly grants: Grants }> {
  template ??= makeTemplate()
  const { dir: from, grants } = await template
  await copyFile(join(from, ACCESS_FILE), join(dir, ACCESS_FILE))
  return { access: openAccess(dir, options), grants }
}

const made = new Map<string, Grants>()

/**
 * Ways into the server that will be started on a data folder; the same for each start on it. Without any while another
 * server owns the folder, as the one to be started will be refused.
 */
export async function grantsIn(dataDir: string, demo: boolean): Promise<Grants> {
  const dir = storeFolder(dataDir, demo)
  const known = made.get(dir)
  if (known !== undefined) return known
  mkdirSync(dir, { recursive: true })
  try {
    const ownership = await takeOwnership(dir)
    const access = openAccess(dir, { now: () => systemClock.now() })
    const grants = grantsOf(access)
    made.set(dir, grants)
    access.close()
    ownership.release()
    return grants
  } catch (error) {
    if (error instanceof StoreOwned) return { key: '', wall: '' }
    throw error
  }
}

/** The header that carries a key. */
export function bearer(key: string): { authorization: string } {
  return { authorization: `Bearer ${key}` }
}

/** The cookie that makes a browser a screen, for `context.addCookies`. */
export function wallCookie(url: string, { wall }: Pick<Grants, 'wall'>) {
  return { name: 'ruyi', value: wall, url, httpOnly: true, sameSite: 'Strict' as const }
}
