import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue'

/**
 * The size of the smallest text on the page, px, whenever it changes (LOOK-2): everything on the map is drawn in multiples of
 * it. 0 until the component is mounted.
 */
export function useRem(): ShallowRef<number> {
  const rem = shallowRef(0)
  const ruler = document.createElement('div')
  ruler.style.cssText = 'position: fixed; width: 1rem; height: 0; visibility: hidden'
  const observer = new ResizeObserver(([entry]) => {
    rem.value = entry?.contentRect.width ?? 0
  })
  onMounted(() => {
    document.body.append(ruler)
    observer.observe(ruler)
  })
  onBeforeUnmount(() => {
    observer.disconnect()
    ruler.remove()
  })
  return rem
}
