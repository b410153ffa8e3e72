import { historyModelContract } from './historyModel.ts'
import { readingHistoryContract } from './readingHistory.ts'
import { sqliteEngine } from './sqliteEngine.ts'

readingHistoryContract(sqliteEngine)
historyModelContract(sqliteEngine)
