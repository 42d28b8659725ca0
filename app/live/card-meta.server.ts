import type { MetaDescriptor } from '@remix-run/node'
import { type Locale, pathIn } from '~/platform/i18n'
import { cardHeight, cardWidth } from './card'

/** What tells those who show a shared link to draw the campaign's card beside it. */
export function cardMeta(
  publicUrl: string,
  locale: Locale,
  campaign: { slug: string; name: string },
): MetaDescriptor[] {
  return [
    { property: 'og:image', content: publicUrl + pathIn(locale, `/campaigns/${campaign.slug}/card.png`) },
    { property: 'og:image:type', content: 'image/png' },
    { property: 'og:image:width', content: String(cardWidth) },
    { property: 'og:image:height', content: String(cardHeight) },
    { property: 'og:image:alt', content: campaign.name },
    { name: 'twitter:card', content: 'summary_large_image' },
  ]
}
