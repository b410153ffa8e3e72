import { benchClient } from './benchClient.ts'
import { tableOf } from '../measure/figure.ts'

const result = await benchClient()
console.log(tableOf(result.figures))
console.log(`scripts, gzip -9 bytes: ${JSON.stringify(result.scripts)}`)
