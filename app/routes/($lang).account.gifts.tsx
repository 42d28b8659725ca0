import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { DonorGiftList } from '~/giving/donor-gift-list'
import { listDonorGifts } from '~/giving/list-donor-gifts.server'
import { listOwnMonthly } from '~/giving/list-own-monthly.server'
import { OwnMonthlyList } from '~/giving/own-monthly-list'
import { listStatementYears } from '~/giving/read-statement-year.server'
import { AccountPlaces } from '~/identity/account-places'
import { enterSignedIn } from '~/identity/enter.server'
import { firstStep } from '~/identity/enter-as-owner.server'
import { formatFen } from '~/money/fen'
import { formatCount, formatInstant } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { isUuid } from '~/platform/is-uuid'
import { textsIn } from '~/platform/texts.server'
import { sumGiftUses } from '~/stewardship/trail/sum-gift-uses.server'
import { buttonClass } from '~/ui/button-look'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'

const pageSize = 20

/** The last gift of the page before, as our own link names it; anything else is the first page. */
function afterOf(text: string) {
  const [at = '', id = ''] = text.split(',')
  const when = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) ? new Date(at) : null
  return when && !Number.isNaN(when.getTime()) && isUuid(id) ? { createdAt: when, id } : undefined
}

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const signedIn = await enterSignedIn(house.identity, { request, address })
  const { verifiedEmail } = signedIn
  const url = new URL(request.url)
  const ready = url.searchParams.get('data') === 'ready'
  const lacking = ready ? await firstStep(house, signedIn, request) : null
  if (lacking) throw redirect(lacking.href)
  const locale = localeOfPath(url.pathname)
  const after = afterOf(url.searchParams.get('after') ?? '')
  const { gifts, next } = verifiedEmail
    ? await listDonorGifts(house.db, verifiedEmail, { after, limit: pageSize })
    : { gifts: [], next: null }
  const uses = await sumGiftUses(
    house.db,
    gifts.map(({ id }) => id),
  )
  const years = verifiedEmail && !after ? await listStatementYears(house.db, verifiedEmail) : []
  return data(
    {
      locale,
      title: textsIn(locale, 'account')('gifts.title'),
      gifts: gifts.map((gift) => ({
        id: gift.id,
        state: gift.refunded ? ('refunded' as const) : gift.state,
        campaign: inLocale(locale, gift.campaignName),
        amountFen: gift.amountFen,
        when: formatInstant(locale, gift.createdAt),
        number: gift.acknowledgement?.number ?? null,
        use: uses.get(gift.id) ?? null,
      })),
      next: next && `${next.createdAt.toISOString()},${next.id}`,
      first: !after,
      monthly: verifiedEmail ? await listOwnMonthly(house.db, verifiedEmail) : [],
      years,
      ready,
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Gifts() {
  const { locale, title, gifts, next, first, monthly, years, ready } = useLoaderData<typeof loader>()
  const { t } = useTranslation('account')
  const here = pathIn(locale, '/account/gifts')
  const link = 'link inline-flex min-h-11 items-center'
  return (
    <div className="page-text space-y-6">
      <AccountPlaces locale={locale} />
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <p className="mt-2 text-soft">{t('gifts.lead')}</p>
      </header>
      {ready && (
        <Notice kind="done" live>
          <p>{t('gifts.ready')}</p>
          <a href={pathIn(locale, '/account/export')} className={buttonClass({ variant: 'secondary' })}>
            {t('gifts.export')}
          </a>
        </Notice>
      )}
      {first && monthly.length > 0 && <OwnMonthlyList locale={locale} rows={monthly} />}
      {gifts.length === 0 ? (
        <EmptyState title={t('gifts.none')}>{t('gifts.noneHint')}</EmptyState>
      ) : (
        <DonorGiftList locale={locale} gifts={gifts} />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: here, label: t('gifts.newest') }}
        next={next ? { to: `${here}?after=${encodeURIComponent(next)}`, label: t('gifts.next') } : undefined}
      />
      {years.length > 0 && (
        <Panel id="years" title={t('gifts.years')}>
          <p className="text-soft">{t('gifts.yearsHint')}</p>
          <ul className="mt-2 divide-y divide-line">
            {years.map(({ year, gifts: count, givenFen, refundedFen }) => (
              <li key={year} className="flex flex-wrap items-center justify-between gap-x-6">
                <a
                  href={pathIn(locale, `/account/statements/${year}.pdf`)}
                  className={`${link} tabular font-semibold`}
                >
                  {t('gifts.year', { year })}
                </a>
                <span className="tabular text-soft">
                  {t('gifts.yearFacts', {
                    count,
                    n: formatCount(count),
                    amount: formatFen(givenFen - refundedFen),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel id="data" title={t('gifts.data')}>
        <p className="flex flex-wrap gap-x-6">
          <a href={pathIn(locale, '/account/export')} className={link}>
            {t('gifts.export')}
          </a>
          <Link to={pathIn(locale, '/account/close')} className={link}>
            {t('gifts.erase')}
          </Link>
        </p>
      </Panel>
    </div>
  )
}
