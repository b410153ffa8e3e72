import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packTexts } from './packTexts.ts'

const dir = fileURLToPath(new URL('../ruyi-lake/', import.meta.url))

await mkdir(dir, { recursive: true })
for (const [name, text] of Object.entries(packTexts())) {
  await writeFile(join(dir, name), text)
  process.stdout.write(`${name} ${Buffer.byteLength(text)} bytes\n`)
}
