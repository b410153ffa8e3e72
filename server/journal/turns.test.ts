import { describe, expect, it } from 'vitest'
import { Turns } from './turns.ts'

describe('turns', () => {
  it('JOURNAL-9: facts go before questions, questions before readings, in order within each', async () => {
    const turns = new Turns()
    const done: string[] = []
    const take = (lane: 'facts' | 'questions' | 'readings', name: string): Promise<number> => turns.take(lane, async () => done.push(name))
    const first = turns.take('readings', async () => {
      done.push('r1')
      await Promise.all([])
    })
    await first
    await Promise.all([take('readings', 'r2'), take('readings', 'r3'), take('questions', 'q1'), take('facts', 'f1'), take('facts', 'f2')])
    expect(done).toEqual(['r1', 'f1', 'f2', 'q1', 'r2', 'r3'])
  })

  it('JOURNAL-9: one at a time: a fact that comes during a reading goes next', async () => {
    const turns = new Turns()
    const done: string[] = []
    let finish = (): void => undefined
    const long = turns.take('readings', () => new Promise<void>((resolve) => (finish = resolve)).then(() => void done.push('long')))
    await Promise.resolve()
    const rest = [turns.take('readings', async () => done.push('reading')), turns.take('facts', async () => done.push('fact'))]
    expect(done).toEqual([])
    finish()
    await Promise.all([long, ...rest])
    expect(done).toEqual(['long', 'fact', 'reading'])
  })

  it('JOURNAL-4: work that fails, even before it begins, fails alone', async () => {
    const turns = new Turns()
    const failing = turns.take('facts', () => {
      throw new Error('at once')
    })
    const later = turns.take('facts', () => Promise.reject(new Error('later')))
    const fine = turns.take('facts', async () => 'fine')
    const outcomes = await Promise.allSettled([failing, later, fine])
    expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as Error).message))).toEqual([
      'at once',
      'later',
      'fine',
    ])
  })
})
