import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { matterCommand, playedMatters } from '../../tests/support/matterBuilders.ts'
import { smallSite } from '../../tests/support/site.ts'
import { TAKEN_WITHIN_MS } from '../matter/kinds/request.ts'
import { MATTER_TABLES } from '../matter/tables.ts'
import { companyRequests } from './companyRequests.ts'

const SITE = smallSite({ grids: 4 })

describe('ENTERPRISE-4 the companies of the alliance', () => {
  const played = playedMatters({ tables: MATTER_TABLES, site: SITE })
  const ask = (matterId: string, company: string, minute: number): void => {
    played.command(matterCommand('open', { kind: 'request', matterId, values: { company, topic: 'policy', summary: '咨询' } }), at(minute))
  }
  ask('late', 'company-3', 0)
  ask('new', 'company-2', 60)
  ask('gone', 'company-1', 60)
  played.command(matterCommand('move', { matterId: 'gone', command: 'withdraw', values: { reason: '已解决' } }), at(61))
  const rows = (now: number): [string, number, number][] => companyRequests(played.board.matters.values(), SITE.companies, now).map(({ company, open, overdue }) => [company.id, open.length, overdue])

  it('given requests, then every company has a row: those with one past its limit first, then those with an open one', () => {
    expect(rows(at(0) + TAKEN_WITHIN_MS + 1)).toEqual([['company-3', 1, 1], ['company-2', 1, 0], ['company-0', 0, 0], ['company-1', 0, 0]])
  })

  it('given the limit to the millisecond, then nothing is past it', () => {
    expect(rows(at(0) + TAKEN_WITHIN_MS)).toEqual([['company-2', 1, 0], ['company-3', 1, 0], ['company-0', 0, 0], ['company-1', 0, 0]])
  })
})
