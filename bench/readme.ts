import { readFileSync, writeFileSync } from 'node:fs'
import { newestFigures, withFigures } from './readmeTable.ts'

/** `npm run bench:readme`: the tables of figures in both READMEs, as `bench/results` has them. What is told around them stays to be written. */
for (const name of ['README.md', 'README.en.md']) {
  const file = new URL(`../${name}`, import.meta.url)
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), newestFigures()))
}
