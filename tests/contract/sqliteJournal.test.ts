import { journalContract } from './journal.ts'
import { journalChainContract } from './journalChain.ts'
import { sqliteEngine } from './sqliteEngine.ts'

journalContract(sqliteEngine)
journalChainContract(sqliteEngine)
