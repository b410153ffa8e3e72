import { readingHistoryContract } from './readingHistory.ts'
import { sqliteEngine } from './sqliteEngine.ts'

readingHistoryContract(sqliteEngine)
