import { journalCrashContract } from './journalCrash.ts'
import { sqliteEngine } from './sqliteEngine.ts'

journalCrashContract(sqliteEngine)
