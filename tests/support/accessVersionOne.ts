import { AccessFile } from '../../server/access/sqlite/accessFile.ts'

/** Makes the accounts' file as a program of version 1 left it: without departments, and without those who act for a lead. */
export function toVersionOne(path: string): void {
  const file = new AccessFile(path)
  file.script(`
    ALTER TABLE accounts DROP COLUMN department;
    ALTER TABLE accounts DROP COLUMN leads;
    ALTER TABLE accounts ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE accounts ADD COLUMN locked_until REAL NOT NULL DEFAULT 0;
    ALTER TABLE devices DROP COLUMN department;
    DROP TABLE tries;
    PRAGMA user_version = 1;
  `)
  file.close()
}
