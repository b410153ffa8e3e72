import { permissionsOf, type Caller } from '../../shared/access/roles.ts'
import type { AccountRow, DeviceRow, LinkRow } from './rows.ts'
import type { AccessFile } from './sqlite/accessFile.ts'

/** A screen or feed as it is recognised by its secret. */
interface KnownDevice {
  readonly row: DeviceRow
  readonly caller: Caller
}

/** Who there is: accounts, screens, keys and open links. Held in memory, kept in the file; callers bring the transaction. */
export class Roll {
  #accounts = new Map<string, AccountRow>()
  #devices = new Map<string, DeviceRow>()
  readonly #byHash = new Map<string, KnownDevice>()
  #links = new Map<string, LinkRow>()

  constructor(private readonly file: AccessFile) {
    this.#read()
    file.onRefused(() => this.#read())
  }

  get accounts(): AccountRow[] {
    return [...this.#accounts.values()]
  }

  get devices(): DeviceRow[] {
    return [...this.#devices.values()]
  }

  /** Ids are never used again, not those of the revoked either. */
  isTaken(id: string): boolean {
    return this.#accounts.has(id) || this.#devices.has(id)
  }

  /** An account that is not revoked. */
  account(id: string): AccountRow | null {
    const row = this.#accounts.get(id)
    return row === undefined || row.revokedAt !== null ? null : row
  }

  device(id: string): DeviceRow | null {
    const row = this.#devices.get(id)
    return row === undefined || row.revokedAt !== null ? null : row
  }

  /** The screen or feed a secret belongs to, by its hash. */
  callerBySecret(hash: string): Caller | null {
    return this.#byHash.get(hash)?.caller ?? null
  }

  link(hash: string): LinkRow | null {
    return this.#links.get(hash) ?? null
  }

  keepAccount(row: AccountRow): void {
    this.file.keepAccount(row)
    this.#accounts.set(row.id, row)
  }

  keepDevice(row: DeviceRow): void {
    this.file.keepDevice(row)
    const before = this.#devices.get(row.id)?.hash
    if (before != null) this.#byHash.delete(before)
    this.#devices.set(row.id, row)
    this.#know(row)
  }

  /** A new link takes the place of those there were to the same. */
  keepLink(row: LinkRow): void {
    this.dropLinksOf(row.subject)
    this.file.keepLink(row)
    this.#links.set(row.hash, row)
  }

  dropLinksOf(subject: string): void {
    this.file.dropLinksOf(subject)
    for (const link of this.#links.values()) if (link.subject === subject) this.#links.delete(link.hash)
  }

  #read(): void {
    this.#accounts = new Map(this.file.accounts().map((row) => [row.id, row]))
    this.#devices = new Map(this.file.devices().map((row) => [row.id, row]))
    this.#links = new Map(this.file.links().map((row) => [row.hash, row]))
    this.#byHash.clear()
    for (const row of this.#devices.values()) this.#know(row)
  }

  #know(row: DeviceRow): void {
    if (row.hash === null || row.revokedAt !== null) return
    const { id, role, scopes, department } = row
    this.#byHash.set(row.hash, { row, caller: { id, role, unit: null, department, leads: [], permissions: permissionsOf(role, scopes, department) } })
  }
}
