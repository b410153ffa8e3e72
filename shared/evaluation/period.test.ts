import { describe, expect, it } from 'vitest'
import { periodAt } from './period.ts'

const ZONE = 'Asia/Shanghai'
const at = (text: string): number => Date.parse(text)

describe('EVAL-2: a period of the site', () => {
  it('changes at the site’s midnight, to the millisecond', () => {
    const border = at('2024-01-01T00:00:00+08:00')
    expect([border - 1, border].map((moment) => periodAt('month', moment, ZONE).name)).toEqual(['2023-12', '2024-01'])
    expect([border - 1, border].map((moment) => periodAt('quarter', moment, ZONE).name)).toEqual(['2023-Q4', '2024-Q1'])
    expect([border - 1, border].map((moment) => periodAt('year', moment, ZONE).name)).toEqual(['2023', '2024'])
    expect(periodAt('month', border - 1, ZONE).to).toBe(border)
    expect(periodAt('month', border, ZONE).from).toBe(border)
  })

  it('lies before another one, across the turn of the year', () => {
    const now = at('2024-02-29T12:00:00+08:00')
    expect(periodAt('month', now, ZONE, 2)).toEqual({ name: '2023-12', from: at('2023-12-01T00:00:00+08:00'), to: at('2024-01-01T00:00:00+08:00') })
    expect(periodAt('quarter', now, ZONE, 1)).toEqual({ name: '2023-Q4', from: at('2023-10-01T00:00:00+08:00'), to: at('2024-01-01T00:00:00+08:00') })
    expect(periodAt('year', now, ZONE, 1).name).toBe('2023')
  })

  it('follows summer time', () => {
    expect(periodAt('month', at('2023-03-20T00:00:00Z'), 'Europe/Berlin')).toMatchObject({ from: at('2023-03-01T00:00:00+01:00'), to: at('2023-04-01T00:00:00+02:00') })
  })
})
