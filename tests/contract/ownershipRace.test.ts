import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownIdentity } from '../../server/journal/processIdentity.ts'
import { freshFolder, nodeArgs } from './sqliteEngine.ts'

const STARTERS = 4
const FOLDERS = 60

interface Starter {
  readonly child: ChildProcess
  readonly lines: AsyncIterator<string>
}

let root: string
let starters: Starter[]
let deadPid: number

beforeAll(async () => {
  root = freshFolder()
  const dead = spawn(process.execPath, ['-e', '0'])
  await once(dead, 'exit')
  deadPid = dead.pid ?? 0
  starters = Array.from({ length: STARTERS }, () => {
    const child = spawn(process.execPath, nodeArgs('./takeOwnerships.ts'), { stdio: ['pipe', 'pipe', 'inherit'] })
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
  })
  for (const { lines } of starters) expect((await lines.next()).value).toBe('ready')
}, 30_000)

afterAll(async () => {
  for (const { child } of starters) {
    child.stdin?.end()
    if (child.exitCode === null) await once(child, 'exit')
  }
  rmSync(root, { recursive: true })
})

it(`JOURNAL-7: of ${STARTERS} servers started at once one owns the folder, free or left by a dead one, and the others name it`, async () => {
  for (let round = 0; round < FOLDERS; round += 1) {
    const dir = join(root, String(round))
    mkdirSync(dir)
    if (round % 2 === 1) writeFileSync(join(dir, 'owner.7.json'), JSON.stringify({ ...ownIdentity(), pid: deadPid }))
    for (const { child } of starters) child.stdin?.write(`${dir}\n`)
    const answers: unknown[] = []
    for (const { lines } of starters) answers.push((await lines.next()).value)
    const owner = starters[answers.indexOf('owns')]
    const expected = starters.map((starter) => (starter === owner ? 'owns' : `refused for ${owner?.child.pid}`))
    expect(answers, `folder ${round}`).toEqual(expected)
  }
})
