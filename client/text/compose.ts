import type { MessageContext } from 'vue-i18n'

const PLACEHOLDER = /\{(\w+)\}/

/**
 * Messages with each text as a function that fills in its figures. That spares the page vue-i18n's compiler, and its syntax:
 * here a message is words and `{names}`, nothing else.
 */
export function composed<M extends object>(messages: M): M {
  return Object.fromEntries(Object.entries(messages).map(([key, value]) => [key, composedAny(value as Words)])) as unknown as M
}

type Words = string | { readonly [key: string]: Words }
type Composed = ((context: MessageContext) => string) | { readonly [key: string]: Composed }

function composedAny(words: Words): Composed {
  if (typeof words !== 'string') return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, composedAny(value)]))
  const parts = words.split(PLACEHOLDER)
  return ({ named }) => parts.map((part, i) => (i % 2 === 0 ? part : String(named(part) ?? ''))).join('')
}
