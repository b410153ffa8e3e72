/** A command line that cannot be followed: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What a command says, and its exit code: 0 well, 1 something is wrong with the data, 2 with the command. */
export interface Outcome {
  readonly code: 0 | 1 | 2
  readonly lines: readonly string[]
}

export const USAGE = `npm run site -- check DIR
  Tells file, line, field and reason for everything wrong with a site pack.

npm run site -- new DIR --name NAME --bbox west,south,east,north
  Starts a pack for another district: one grid that covers the box, one video platform.
  --name-en NAME        its English name (default: as --name)
  --id ID               a-z, 0-9 and - (default: the folder's name)
  --time-zone ZONE      IANA name (default: Asia/Shanghai)

npm run site -- import cameras FILE --into DIR --crs WGS84|GCJ02|BD09 --columns id=…,name=…,lon=…,lat=…
  Reads a CSV table (UTF-8, UTF-16 or GBK; comma, semicolon, tab or bar) or GeoJSON points, converts to WGS-84, finds
  each camera's grid and tells every duplicate and every reject. It writes nothing unless --write is given and every
  question that the report raises is answered.
  --columns             which column is what: id, name, lon, lat, and if there are any kind, grid, platform.
                        id=line makes ids of line numbers (L17; F17 for GeoJSON features); id=@id takes a feature's own id.
                        GeoJSON needs no lon and lat.
  --platform ID         platform of rows that name none (may be left out when the pack has one platform)
  --write               write cameras.csv of DIR
  --crs-sure            the system is right although the misplaced rows would lie inside the grids in another one
  --accept-rejects      write although rows were rejected; they are left out
  --duplicates keep|drop  what to do with rows that are the same: keep all but repeated ids, or drop those of the same
                        name and place too. Rows that share a place alone always stay (several cameras on one pole).
  --existing keep|replace  what to do with the cameras already in the pack
  --encoding utf-8|utf-16le|utf-16be|gbk   --delimiter , ; tab |   --decimal point|comma   when not as detected

Exit code: 0 all well, 1 something is wrong with the data or left to decide, 2 the command cannot be followed.`
