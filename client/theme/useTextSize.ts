import { watchEffect } from 'vue'
import { useSiteStore } from '../stores/site.ts'
import { smallestShare, wallHeightM } from './textSize.ts'

/** Sets the wall's root size for the farthest viewer the site names (LOOK-2), and for the wall height the address names. */
export function useTextSize(): void {
  const sites = useSiteStore()
  const heightM = wallHeightM(new URLSearchParams(location.search))
  watchEffect(() => {
    if (sites.site === null) return
    const share = smallestShare(sites.site.farthestViewerM, heightM)
    document.documentElement.style.setProperty('--smallest-share', share.toFixed(3))
  })
}
