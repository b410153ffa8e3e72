import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { inert, type Cell } from './tables.ts'

/** A sheet of a workbook; its first row is the header. */
export interface SheetOf {
  readonly name: string
  readonly header: readonly Cell[]
}

/** Builds a workbook in a thread of its own, so that a large one holds up nobody. */
export interface Workbook {
  /** Adds rows to the sheet in this place. */
  add(sheet: number, rows: readonly (readonly Cell[])[]): void
  finish(): Promise<Uint8Array>
  /** Ends the thread, whatever it is doing. */
  close(): Promise<void>
}

/** What the thread does: gathers rows by sheet, then writes them all as one file. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
const write = require(workerData.module)
const writeExcelFile = write.default ?? write
const sheets = workerData.sheets.map(({ name, header }) => ({
  sheet: name, stickyRowsCount: 1, data: [header.map((value) => ({ value, type: String, fontWeight: 'bold' }))],
}))
const cell = (value) => (typeof value === 'string' ? { value, type: String } : value)
parentPort.on('message', async (message) => {
  if (message !== 'finish') return void JSON.parse(message).forEach(([sheet, row]) => sheets[sheet].data.push(row.map(cell)))
  const bytes = await writeExcelFile(sheets).toBuffer()
  parentPort.postMessage(new Uint8Array(bytes))
})
`

const MODULE = 'write-excel-file/node'

export function openWorkbook(sheets: readonly SheetOf[]): Workbook {
  const module = createRequire(import.meta.url).resolve(MODULE)
  const worker = new Worker(THREAD, { eval: true, execArgv: [], name: 'excel', workerData: { module, sheets: sheets.map(({ name, header }) => ({ name, header: header.map(inert) })) } })
  const failed = new Promise<never>((_, reject) => worker.once('error', reject))
  failed.catch(() => undefined)
  return {
    add(sheet, rows) {
      worker.postMessage(JSON.stringify(rows.map((row) => [sheet, row.map(inert)])))
    },
    async finish() {
      const done = new Promise<Uint8Array>((resolve) => worker.once('message', resolve))
      worker.postMessage('finish')
      return Promise.race([done, failed])
    },
    async close() {
      await worker.terminate()
    },
  }
}
