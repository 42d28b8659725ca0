import { type Fen, formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { findPictures } from '~/platform/pictures/find-pictures.server'
import { largest, picturePath } from '~/platform/pictures/picture'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { listSponsorLevels, listSponsors } from './list-sponsors.server'

export interface SponsorSums {
  count: number
  /** Cash as agreed and goods as valued. */
  worthFen: Fen
  goodsFen: Fen
}
const sums = `
  SELECT count(*)::int AS count, coalesce(sum(cash_fen + goods_fen), 0)::bigint AS "worthFen", coalesce(sum(goods_fen), 0)::bigint AS "goodsFen"
    FROM giving_sponsor WHERE campaign = $1 AND state = 'agreed'`

/** How many sponsors a campaign has that two people agreed to, and what they are worth together. */
export async function readSponsorSums(sql: Sql, campaign: string): Promise<SponsorSums> {
  return (await sql.query<SponsorSums>(sums, [campaign]))[0]!
}

/** Names that may be shown, the highest level first. */
export async function listSponsorNames(sql: Sql, campaign: string, locale: Locale): Promise<string[]> {
  const named = (await listSponsors(sql, campaign, 'agreed')).filter((s) => s.nameConsent)
  return named.map((s) => inLocale(locale, { zh: s.nameZh, en: s.nameEn }))
}

/** What a campaign's page says of its sponsors, with its words: by level, names and logos by consent. Null where there are none. */
export async function readSponsorBoard(sql: Sql, campaign: string, locale: Locale) {
  const { count, worthFen, goodsFen } = await readSponsorSums(sql, campaign)
  if (count === 0) return null
  const [sponsors, levels] = await Promise.all([
    listSponsors(sql, campaign, 'agreed'),
    listSponsorLevels(sql, campaign),
  ])
  const named = sponsors.filter((s) => s.nameConsent)
  const pictures = await findPictures(
    sql,
    named.flatMap((s) => (s.logo && s.logoConsent ? [s.logo] : [])),
  )
  const t = textsIn(locale, 'backing')
  const shown = named.map((s) => {
    const picture = s.logoConsent && s.logo ? pictures.get(s.logo) : undefined
    const name = inLocale(locale, { zh: s.nameZh, en: s.nameEn })
    const size = picture && largest(picture)
    return {
      ...{ id: s.id, level: s.level, name, link: s.link, go: t('sponsors.go', { name }) },
      goods: inLocale(locale, { zh: s.goodsZh, en: s.goodsEn }),
      logo: picture && size ? { src: picturePath(picture), width: size.width, height: size.height } : null,
    }
  })
  const unnamed = count - named.length
  return {
    ...wordsIn(locale, 'backing', ['sponsors.title', 'sponsors.apart']),
    sum: t('sponsors.sum', { count, n: formatCount(count), amount: formatFen(worthFen) }),
    goods: goodsFen > 0n ? t('sponsors.kept', { amount: formatFen(goodsFen) }) : null,
    unnamed: unnamed > 0 ? t('sponsors.unnamed', { count: unnamed, n: formatCount(unnamed) }) : null,
    levels: levels
      .map((level) => ({
        key: level.key,
        name: inLocale(locale, { zh: level.nameZh, en: level.nameEn }),
        sponsors: shown.filter((s) => s.level === level.key),
      }))
      .filter((level) => level.sponsors.length > 0),
  }
}
export type SponsorBoard = NonNullable<Awaited<ReturnType<typeof readSponsorBoard>>>
