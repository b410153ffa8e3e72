import { mkdtemp, rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runReviewCommand } from '../server/review/cli.ts'

const ROWS = Number(process.argv[2] ?? 100_000)
const MAP = 'id=id,received=received,dispatched=dispatched,enRoute=en route,onScene=on scene,closed=closed,grid=beat,zone=America/New_York,dateOrder=mdy'

/** US time with half of the day, as many public tables have it. */
function written(at: number): string {
  const [date = '', time = ''] = new Date(at).toISOString().split('T')
  const [year, month, day] = date.split('-')
  const hour = Number(time.slice(0, 2))
  return `${month}/${day}/${year} ${String(hour % 12 || 12).padStart(2, '0')}${time.slice(2, 8)} ${hour < 12 ? 'AM' : 'PM'}`
}

/** Times follow from the row's number: the same table each time. */
async function writeTable(path: string): Promise<void> {
  const out = createWriteStream(path)
  out.write('id,received,dispatched,en route,on scene,closed,beat\n')
  let at = Date.UTC(2021, 0, 1)
  for (let i = 0; i < ROWS; i += 1) {
    at += 60_000 + ((i * 7_919) % 1_100) * 1_000
    const after = (seconds: number): string => written(at + seconds * 1_000)
    const row = [i, after(0), after(20 + (i % 200)), after(60 + (i % 300)), i % 20 === 0 ? '' : after(200 + (i % 600)), after(900 + (i % 1_700)), `B${i % 20}`]
    if (!out.write(`${row.join(',')}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

const dir = await mkdtemp(join(tmpdir(), 'import-'))
try {
  await writeTable(join(dir, 'table.csv'))
  const from = performance.now()
  const world = { now: () => Math.floor(performance.timeOrigin + performance.now()), reviewDir: join(dir, 'review'), onProgress: () => undefined }
  const { code, lines } = await runReviewCommand(['import', join(dir, 'table.csv'), '--map', MAP], world)
  for (const line of lines) console.log(line)
  console.log(`${ROWS} rows in ${((performance.now() - from) / 1_000).toFixed(1)} s, ${Math.round(process.memoryUsage.rss() / 1_048_576)} MB`)
  process.exitCode = code
} finally {
  await rm(dir, { recursive: true })
}
