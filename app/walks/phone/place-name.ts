import { inLocale, type Locale } from '~/platform/i18n'
import type { WalkPlan } from '../walk-plan'

/** A place as the plan calls it; its key where the plan is older than the place. */
export function placeName(plan: WalkPlan, key: string, locale: Locale): string {
  const place = plan.places.find((one) => one.key === key)
  return place ? inLocale(locale, { zh: place.nameZh, en: place.nameEn }) : key
}
