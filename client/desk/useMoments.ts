import { useSiteStore } from '../stores/site.ts'
import { dateOfSite, timeOfDay } from '../text/siteTime.ts'
import { useText } from '../text/useText.ts'

/** Moments of other days: date and time at the site, of epoch ms. */
export function useMoments() {
  const sites = useSiteStore()
  const { language } = useText()

  function moment(at: number): string {
    const zone = sites.site?.timeZone ?? 'UTC'
    return `${dateOfSite(at, zone, language.value)} ${timeOfDay(at, zone)}`
  }

  return { moment }
}
