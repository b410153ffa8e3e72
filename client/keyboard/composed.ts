/** Number of a key that an input method takes, where `isComposing` does not say so. */
const IN_COMPOSITION = 229

/** Does an input method take this key, so that it is nobody else's? */
export function isComposed({ isComposing, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return isComposing || keyCode === IN_COMPOSITION
}
