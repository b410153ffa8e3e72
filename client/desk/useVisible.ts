import { onScopeDispose, shallowRef, type Ref } from 'vue'

/** Can this page be seen: is it the tab in front, and its window not minimized? Follows what the browser says. */
export function useVisible(page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'> = document): Readonly<Ref<boolean>> {
  const isVisible = (): boolean => page.visibilityState === 'visible'
  const visible = shallowRef(isVisible())
  const look = (): void => {
    visible.value = isVisible()
  }
  page.addEventListener('visibilitychange', look)
  onScopeDispose(() => page.removeEventListener('visibilitychange', look))
  return visible
}
