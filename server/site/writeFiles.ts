import { open, rename, rm } from 'node:fs/promises'
import { stringify } from 'csv-stringify/sync'
import { CAMERA_COLUMNS, type CameraRow } from '../../shared/site/schema.ts'

export function camerasText(rows: readonly CameraRow[]): string {
  return stringify(rows.map((row) => CAMERA_COLUMNS.map((column) => row[column])), { header: true, columns: [...CAMERA_COLUMNS] })
}

/** Puts the whole text in the file's place at once, or leaves the old one as it was. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.new`
  try {
    const file = await open(draft, 'wx')
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
