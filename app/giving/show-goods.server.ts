import { formatFen } from '~/money/fen'
import { formatCount, formatDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { listPublicGoods } from './list-public-goods.server'

/** Goods in words: they travel with a public page's data, whose scripts are weighed. */
export interface GoodsWords {
  title: string
  lead: string
  more: string | null
  /** `what` and `who` are in whatever language they were written down. */
  rows: { id: string; what: string; who: string; about: string; worth: string }[]
}

/** What a campaign's or a fund's page says of the goods it was given; null when there are none. */
export async function showGoods(
  sql: Sql,
  locale: Locale,
  of: 'campaign' | 'fund',
  slug: string,
): Promise<GoodsWords | null> {
  const shown = await listPublicGoods(sql, of, slug)
  if (!shown) return null
  const t = textsIn(locale, 'goods')
  return {
    title: t('public.title'),
    lead: t('public.lead', { value: formatFen(shown.valueFen) }),
    more: shown.more ? t('public.more') : null,
    rows: shown.goods.map((g) => ({
      id: g.id,
      what: `${g.description} · ${t('public.amount', { quantity: formatCount(g.quantity), unit: g.unit })}`,
      who: g.donorName || t('public.anonymous'),
      about: [
        formatDay(locale, g.receivedOn),
        ...(g.givenOut > 0n ? [t('public.given', { given: formatCount(g.givenOut) })] : []),
      ].join(' · '),
      worth: t('public.worth', { value: formatFen(g.valueFen) }),
    })),
  }
}
