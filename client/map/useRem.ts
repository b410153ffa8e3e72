import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue'

/** A window being resized has settled after this, ms. */
const SETTLED_MS = 200

/**
 * The size of the smallest text on the page, px, whenever it has changed (LOOK-2): everything on the map is drawn in multiples of
 * it. 0 until the component is mounted.
 */
export function useRem(): ShallowRef<number> {
  const rem = shallowRef(0)
  const ruler = document.createElement('div')
  ruler.style.cssText = 'position: fixed; width: 1rem; height: 0; visibility: hidden'
  let timer: ReturnType<typeof setTimeout> | undefined
  const observer = new ResizeObserver(([entry]) => {
    const width = entry?.contentRect.width ?? 0
    clearTimeout(timer)
    if (rem.value === 0) rem.value = width
    else timer = setTimeout(() => (rem.value = width), SETTLED_MS)
  })
  onMounted(() => {
    document.body.append(ruler)
    observer.observe(ruler)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    observer.disconnect()
    ruler.remove()
  })
  return rem
}
