import type { InjectionKey, ShallowRef } from 'vue'

/** Where the queue's incidents stand, for whoever shares the column with it; null while it is not there. */
export const QUEUE_PLACE: InjectionKey<ShallowRef<HTMLElement | null>> = Symbol('queuePlace')
