import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findAcknowledgement } from '~/giving/find-acknowledgement.server'
import { readHead } from '~/ledger/read-head.server'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DefinitionList } from '~/ui/definition-list'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Seal } from '~/ui/seal'

/** Public: says number, amount, date, campaign and funds, and of the donor only a name that may be public. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname)
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const [ack, head] = await Promise.all([
    findAcknowledgement(house.db, params.number!, params.code!),
    readHead(house.db),
  ])
  const headers = { 'Cache-Control': 'private, no-store' }
  const title = textsIn(locale, 'giving')('check.title')
  if (!ack) return data({ locale, title, found: null }, { status: 404, headers })
  const { gift, campaign, leafIndex } = ack
  const found = {
    number: gift.acknowledgement.number,
    amountFen: gift.amountFen,
    paidOn: gift.paidOn!,
    donor: gift.nameConsent && !gift.nameHidden && gift.donorName ? gift.donorName : null,
    campaign: { slug: gift.campaign, ...campaign },
    shares: gift.shares,
    leafIndex,
    treeSize: head.treeSize,
    refunded: gift.refunded,
    refundedFen: gift.refundedFen,
  }
  return data({ locale, title, found }, { headers })
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function CheckedPage() {
  const { locale, found } = useLoaderData<typeof loader>()
  const { t } = useTranslation('giving')
  if (!found) {
    return (
      <div className="page-text space-y-6">
        <h1 className="font-serif text-3xl font-bold">{t('check.title')}</h1>
        <Notice kind="refused" title={t('check.notFoundTitle')}>
          {t('check.notFoundText')}
        </Notice>
        <LinkButton to={pathIn(locale, '/check')}>{t('check.again')}</LinkButton>
      </div>
    )
  }
  return (
    <div className="page-text space-y-6">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Seal name={t('check.sealName')} animate size={88} />
        <div className="min-w-0 flex-[1_1_15rem]">
          <h1 className="font-serif text-2xl sm:text-3xl font-bold">{t('check.trueTitle')}</h1>
          <p className="text-soft">{t('check.trueText')}</p>
        </div>
      </div>
      {found.refundedFen > 0n && (
        <Notice kind="attention">
          {found.refunded
            ? t('check.refunded')
            : t('check.refundedPart', { amount: formatFen(found.refundedFen) })}
        </Notice>
      )}
      <Panel>
        <p className="@container mb-4">
          <Money fen={found.amountFen} size="display" />
        </p>
        <DefinitionList
          short
          items={[
            { term: t('gift.number'), detail: <span className="tabular">{found.number}</span> },
            { term: t('check.date'), detail: formatDay(locale, found.paidOn) },
            { term: t('check.donor'), detail: found.donor ?? t('check.hidden') },
            {
              term: t('check.campaign'),
              detail: (
                <a className="link" href={pathIn(locale, `/campaigns/${found.campaign.slug}`)}>
                  {inLocale(locale, found.campaign)}
                </a>
              ),
            },
            {
              term: t('check.funds'),
              detail: (
                <ul>
                  {found.shares.map((s) => (
                    <li key={s.fund} className="flex flex-wrap justify-between gap-x-4">
                      <span>{inLocale(locale, { zh: s.nameZh, en: s.nameEn })}</span>
                      <Money fen={s.amountFen} />
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              term: t('check.entry'),
              detail:
                found.leafIndex === null ? (
                  t('check.entryWaiting')
                ) : (
                  <>
                    {t('check.entryText', {
                      index: found.leafIndex.toString(),
                      size: found.treeSize.toString(),
                    })}{' '}
                    <a
                      className="link"
                      href={`/api/v1/log/proof?index=${found.leafIndex}&size=${found.treeSize}`}
                    >
                      {t('check.proof')}
                    </a>
                  </>
                ),
            },
          ]}
        />
      </Panel>
      <p className="text-soft">{t('check.notTicket')}</p>
      <LinkButton variant="secondary" to={pathIn(locale, '/check')}>
        {t('check.again')}
      </LinkButton>
    </div>
  )
}
