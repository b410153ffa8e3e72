import type { CDPSession } from 'playwright-core'

/**
 * Why the main thread ran: a message came from the server (`tick`), a frame was drawn (`frame`: the map's own script, style,
 * layout and paint), a timer fired, the map's worker answered, or something else (garbage collection and the like).
 */
export const REASONS = ['tick', 'frame', 'timer', 'worker', 'other'] as const
export type Reason = (typeof REASONS)[number]

/** One task of the page's main thread. */
export interface Task {
  readonly reason: Reason
  /** From the start of the trace, ms. */
  readonly startMs: number
  readonly wallMs: number
  /** Time on a CPU; what is missing to `wallMs` was spent waiting for a core or for the rasteriser. */
  readonly cpuMs: number
  /** Of `wallMs`: script called by the browser. */
  readonly scriptMs: number
  /** Messages from the server in it. */
  readonly messages: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** µs. */
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline']

/** Traces the browser for `seconds`. Answers the tasks of its busiest page's main thread, in order. */
export async function traceTasks(session: CDPSession, seconds: number): Promise<Task[]> {
  const events: TraceEvent[] = []
  const take = ({ value }: { value: unknown[] }): void => void events.push(...(value as TraceEvent[]))
  session.on('Tracing.dataCollected', take)
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES } })
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  session.off('Tracing.dataCollected', take)
  return tasksOf(mainThread(events))
}

function mainThread(events: readonly TraceEvent[]): TraceEvent[] {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
  const threads = mains.map(({ pid, tid }) => events.filter((event) => event.pid === pid && event.tid === tid && event.ph !== 'M'))
  return threads.sort((a, b) => b.length - a.length)[0] ?? []
}

const TASK = 'RunTask'

function tasksOf(thread: readonly TraceEvent[]): Task[] {
  const events = [...thread].sort((a, b) => a.ts - b.ts)
  const first = events[0]?.ts ?? 0
  const tasks: Task[] = []
  for (let i = 0; i < events.length; i++) {
    const task = events[i]!
    if (task.name !== TASK || task.ph !== 'X') continue
    const end = task.ts + (task.dur ?? 0)
    const inside: TraceEvent[] = []
    while (i + 1 < events.length && events[i + 1]!.ts < end && events[i + 1]!.name !== TASK) inside.push(events[++i]!)
    tasks.push(taskOf(task, inside, first))
  }
  return tasks
}

function taskOf(task: TraceEvent, inside: readonly TraceEvent[], first: number): Task {
  return {
    reason: reasonOf(new Set(inside.map(({ name }) => name))),
    startMs: (task.ts - first) / 1_000,
    wallMs: (task.dur ?? 0) / 1_000,
    cpuMs: (task.tdur ?? 0) / 1_000,
    scriptMs: scriptOf(inside) / 1_000,
    messages: inside.filter(({ name }) => name === 'WebSocketReceive').length,
  }
}

const DRAWING = ['FireAnimationFrame', 'Paint', 'PrePaint', 'Layerize', 'Commit', 'UpdateLayoutTree', 'Layout']

function reasonOf(names: ReadonlySet<string>): Reason {
  if (names.has('WebSocketReceive')) return 'tick'
  if (names.has('TimerFire')) return 'timer'
  if (names.has('HandlePostMessage')) return 'worker'
  return DRAWING.some((name) => names.has(name)) ? 'frame' : 'other'
}

const SCRIPT = ['FunctionCall', 'FireAnimationFrame', 'TimerFire', 'EvaluateScript', 'RunMicrotasks', 'HandlePostMessage']

/** µs of the outermost script events. */
function scriptOf(inside: readonly TraceEvent[]): number {
  let sum = 0
  let end = 0
  for (const { name, ts, dur = 0 } of inside) {
    if (!SCRIPT.includes(name) || ts < end) continue
    sum += dur
    end = ts + dur
  }
  return sum
}
