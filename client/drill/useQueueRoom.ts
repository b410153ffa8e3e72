import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue'
import { remPx, type SizeInRem } from '../panels/useSizeInRem.ts'

/**
 * The room the queue and what stands below it have together, kept current; null while either is not there. Both are read at
 * the same moment, so that what one gives to the other changes nothing.
 */
export function useQueueRoom(place: Readonly<ShallowRef<HTMLElement | null>>, below: Readonly<ShallowRef<HTMLElement | null>>): ShallowRef<SizeInRem | null> {
  const room = shallowRef<SizeInRem | null>(null)
  const observer = new ResizeObserver(measure)

  function measure(): void {
    if (place.value === null || below.value === null) return void (room.value = null)
    const rem = remPx()
    const [{ width, height }, { height: belowHeight }] = [place.value.getBoundingClientRect(), below.value.getBoundingClientRect()]
    room.value = { widthRem: width / rem, heightRem: (height + belowHeight) / rem }
  }

  watch([place, below], (now, before) => {
    for (const each of before) if (each != null) observer.unobserve(each)
    for (const each of now) if (each !== null) observer.observe(each)
    measure()
  }, { immediate: true, flush: 'post' })
  onBeforeUnmount(() => observer.disconnect())
  return room
}
