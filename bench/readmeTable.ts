import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { shown, type Figure } from './measure/figure.ts'

const RESULTS = fileURLToPath(new URL('results/', import.meta.url))
/** A row of the table of figures in a README, by the figure's name. */
const ROW = /^\| (?<name>[^|]+) \| [^|]+ \| [≤≥][^|]*\| [✓✗] \|$/gm

/** The newest of all that was measured, by name; the peers' file is laid out otherwise, and its figures stand in the text. */
export function newestFigures(): ReadonlyMap<string, Figure> {
  const files = readdirSync(RESULTS).filter((name) => name.endsWith('.json'))
  const figures = files.flatMap((name) => (JSON.parse(readFileSync(RESULTS + name, 'utf8')) as { readonly figures?: readonly Figure[] }).figures ?? [])
  return new Map(figures.map((figure) => [figure.name, figure]))
}

/** A README with the values and judgements of `figures` in its rows. @throws Error naming a row that nothing was measured for, or nothing that says anything */
export function withFigures(readme: string, figures: ReadonlyMap<string, Figure>): string {
  return readme.replaceAll(ROW, (_row, name: string) => {
    const figure = figures.get(name)
    if (figure === undefined) throw new Error(`README has a row "${name}" that bench/results does not know`)
    const { value, unit, must, holds, invalid } = figure
    if (must === null || holds === null) throw new Error(`README has a row "${name}", of which nothing is judged: ${invalid ?? 'it is told alone'}`)
    return `| ${name} | ${shown(value, unit)} | ${must} | ${holds ? '✓' : '✗'} |`
  })
}
