/** Elements in which keys are writing or choosing, not commands. */
const TYPED_IN = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]'

/** Does a key pressed here write or choose something, so that it is no command of the page? */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED_IN) !== null
}
