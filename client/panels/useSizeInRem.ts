import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue'

export interface SizeInRem {
  readonly widthRem: number
  readonly heightRem: number
}

/** The root's font size, px. */
export function remPx(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize)
}

/** The inner size of an element in root font sizes, kept current while it is there; null before the first measurement. */
export function useSizeInRem(element: Readonly<ShallowRef<HTMLElement | null>>): ShallowRef<SizeInRem | null> {
  const size = shallowRef<SizeInRem | null>(null)
  const observer = new ResizeObserver(([entry]) => {
    if (entry === undefined) return
    const rem = remPx()
    size.value = { widthRem: entry.contentRect.width / rem, heightRem: entry.contentRect.height / rem }
  })
  watch(
    element,
    (now, before) => {
      if (before != null) observer.unobserve(before)
      if (now !== null) observer.observe(now)
    },
    { immediate: true, flush: 'post' },
  )
  onBeforeUnmount(() => observer.disconnect())
  return size
}
