import { rmSync } from 'node:fs'

/** Should we end first, so do these processes, and the folder goes. Answers how to forget them. */
export function endWithUs(pids: readonly number[], folder: string | null = null): () => void {
  const end = (): void => {
    for (const pid of pids) killIfThere(pid)
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', end)
  return () => process.off('exit', end)
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
