import { formatCount, formatDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { type Locale, pathIn } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { sayQuarter } from '../statement/quarter'
import { readAccountability } from './read-headline.server'

const places = [
  ['/projects', 'projects'],
  ['/funds', 'funds'],
  ['/plans', 'plansLink'],
  ['/rules/first-in-first-out', 'rule'],
] as const

/** What the home page says of where the money went, in words that travel with its data. */
export async function showAccountability(sql: Sql, locale: Locale) {
  const t = textsIn(locale, 'accountable')
  const { headline, news } = await readAccountability(sql)
  const notice = headline && pathIn(locale, `/projects/${headline.project}/disclosures/${headline.period}`)
  return {
    ...wordsIn(locale, 'accountable', [
      ...(['home.title', 'home.news', 'home.allNews', 'home.none', 'home.places'] as const),
      ...(['home.search', 'home.searchButton'] as const),
    ]),
    headline: headline && {
      says: t(headline.funds === null ? 'home.figure' : 'home.figureFunds', {
        quarter: sayQuarter(locale, headline.period),
        name: headline.name[locale],
        funds: headline.funds === null ? '' : formatCount(headline.funds),
      }),
      plans: t('home.plans', { count: headline.plans, n: formatCount(headline.plans) }),
      amountFen: headline.amountFen,
      links: [
        { to: `${notice}/figures/plans.approved.amountFen`, label: t('home.drill') },
        { to: notice!, label: t('home.notice') },
      ],
    },
    latest: news.map((one) => ({
      id: one.id,
      to: pathIn(locale, `/projects/${one.project}/disclosures/${one.period}`),
      label: one.name[locale],
      detail: `${sayQuarter(locale, one.period)} · ${t('home.newsOn', { day: formatDay(locale, one.publishedOn) })}`,
    })),
    all: pathIn(locale, '/disclosures'),
    searchAt: pathIn(locale, '/search'),
    doors: places.map(([to, key]) => ({
      to: pathIn(locale, to),
      label: t(`home.${key}`),
      hint: t(`home.${key === 'plansLink' ? 'plans' : key}Hint`),
    })),
  }
}
export type Shown = Awaited<ReturnType<typeof showAccountability>>
