import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const GROUNDS = ['--ground', '--panel', '--raised']

function token(name: string): string {
  const value = new RegExp(`${name}: (#[0-9a-f]{6});`).exec(css)?.[1]
  if (value === undefined) throw new Error(`no token ${name}`)
  return value
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(token(one)), luminance(token(other))].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe('LOOK-1 the tokens can be read', () => {
  it('measures contrast as WCAG does', () => {
    expect((luminance('#ffffff') + 0.05) / (luminance('#000000') + 0.05)).toBeCloseTo(21)
  })

  for (const ground of GROUNDS) {
    it(`text on ${ground} is at least 7:1`, () => expect(contrast('--text', ground)).toBeGreaterThanOrEqual(7))

    for (const name of ['--text-2', '--text-3', '--due', '--missed', '--unknown', '--drill', '--replay']) {
      it(`${name} on ${ground} is at least 4.5:1`, () => expect(contrast(name, ground)).toBeGreaterThanOrEqual(4.5))
    }

    for (const level of [1, 2, 3, 4]) {
      it(`level ${level} on ${ground} is at least 4.5:1`, () => {
        expect(contrast(`--level-${level}`, ground)).toBeGreaterThanOrEqual(4.5)
      })
    }
  }

  it('the desk has no colour of its own but the shades under what lies above it', () => {
    const desk = new URL('../desk/', import.meta.url)
    for (const file of readdirSync(desk).filter((name) => /\.(css|vue)$/.test(name))) {
      const text = readFileSync(new URL(file, desk), 'utf8')
      expect([file, text.match(/: #[0-9a-f]{3,8}\b|hsl\(/g)]).toEqual([file, null])
      expect([file, [...text.matchAll(/^.*rgb\(.*$/gm)].map(([line]) => line).filter((line) => !/overlay|shadow/.test(line))]).toEqual([file, []])
    }
  })

  it('has every colour that is drawn and never read', () => {
    for (const name of ['--normal', '--line', '--water', '--road', '--tower-low', '--tower-high']) expect(token(name)).toMatch(/^#/)
  })
})
