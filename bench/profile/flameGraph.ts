/** What `node --cpu-prof` writes, as far as it is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
    readonly children?: readonly number[]
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface Frame {
  readonly label: string
  readonly children: Map<string, Frame>
  us: number
}

const WIDTH = 1_600
const ROW = 16
const LETTER = 6.5
/** Narrower than this share of all is not drawn. */
const LEAST_SHARE = 0.001
const NOT_WORK = new Set(['(idle)', '(root)'])

/** A flame graph as SVG: width is CPU time, callers below what they call. `title` stands on top. */
export function flameGraph(profile: CpuProfile, title: string): string {
  const root = tree(profile)
  const rows: string[] = []
  const depth = draw(root, 0, 0, root.us, rows)
  const height = (depth + 3) * ROW
  const bars = rows.map((row) => row.replace(/y="(\d+)"/g, (_, y: string) => `y="${height - Number(y)}"`))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="monospace" font-size="11">` +
    `<rect width="100%" height="100%" fill="#fff"/><text x="4" y="14">${escaped(title)}, ${(root.us / 1e6).toFixed(1)} s of CPU</text>${bars.join('')}</svg>\n`
}

function tree({ nodes, samples, timeDeltas }: CpuProfile): Frame {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parentOf = new Map(nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)))
  const selfUs = new Map<number, number>()
  samples.forEach((id, i) => selfUs.set(id, (selfUs.get(id) ?? 0) + (timeDeltas[i] ?? 0)))
  const root: Frame = { label: '', children: new Map(), us: 0 }
  for (const [id, us] of selfUs) {
    const path: string[] = []
    for (let at: number | undefined = id; at !== undefined; at = parentOf.get(at)) path.unshift(labelOf(byId.get(at)!.callFrame))
    if (NOT_WORK.has(path.at(-1)!)) continue
    add(root, path.slice(1), us)
  }
  return root
}

function add(root: Frame, path: readonly string[], us: number): void {
  let frame = root
  frame.us += us
  for (const label of path) {
    const next = frame.children.get(label) ?? { label, children: new Map<string, Frame>(), us: 0 }
    frame.children.set(label, next)
    next.us += us
    frame = next
  }
}

/** Appends a bar for each frame and answers how many rows that took. */
function draw(frame: Frame, x: number, row: number, allUs: number, rows: string[]): number {
  let depth = row
  let left = x
  for (const child of [...frame.children.values()].sort((a, b) => b.us - a.us)) {
    const width = (child.us / allUs) * WIDTH
    if (child.us >= allUs * LEAST_SHARE) {
      rows.push(bar(child, left, row, width, allUs))
      depth = Math.max(depth, draw(child, left, row + 1, allUs, rows))
    }
    left += width
  }
  return depth
}

function bar({ label, us }: Frame, x: number, row: number, width: number, allUs: number): string {
  const hue = 20 + ([...label].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 35)
  const shown = label.slice(0, Math.floor(width / LETTER))
  const y = (row + 1) * ROW
  return `<g><title>${escaped(label)} ${((100 * us) / allUs).toFixed(1)} %</title><rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}" fill="hsl(${hue},80%,65%)"/>` +
    (shown.length > 2 ? `<text x="${(x + 2).toFixed(1)}" y="${y - 11}">${escaped(shown)}</text>` : '') + '</g>'
}

/** Function and file; of a path only the last part, so that no folder of a machine is told. */
function labelOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url.split('/').at(-1) ?? ''
  return `${functionName === '' ? '(anonymous)' : functionName}${file === '' ? '' : ` ${file}:${lineNumber + 1}`}`
}

function escaped(text: string): string {
  return text.replace(/[<>&"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
