import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { GoodsSection } from '~/giving/goods-section'
import { showGoods } from '~/giving/show-goods.server'
import { findFund } from '~/ledger/find-fund.server'
import { findFundGroup } from '~/ledger/find-fund-group.server'
import { FundFactsView, PurposeChanges } from '~/ledger/fund-facts-view'
import { kindWords } from '~/ledger/kind-words'
import { type FundLine, listFundEntries } from '~/ledger/list-fund-entries.server'
import { listPurposeChanges } from '~/ledger/list-purpose-changes.server'
import { moneyLiesIn } from '~/ledger/read-leaf'
import { formatDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { wholeNumber } from '~/platform/whole-number'
import { readPromised } from '~/stewardship/funds/read-promised.server'
import { PublicPlansPanel } from '~/stewardship/plans/public-plans-panel'
import { showPublicPlans } from '~/stewardship/plans/show-public-plans.server'
import { Icon } from '~/ui/icon'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'

/** Lines read for a page of the past, and for what is shown first; about half of them say where money lies and are not shown. */
const pageSize = 80
const firstSize = 24
/** Of more, the list of all tells. */
const plansShown = 5
const entryPath = ({ index }: Pick<FundLine, 'index'>) =>
  `/api/v1/log/entries?start=${index}&end=${index + 1n}`

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const slug = params.slug!
  const [entry, line] = (url.searchParams.get('before') ?? '').split(',')
  const entryId = wholeNumber(entry ?? null)
  const before = entryId === null ? undefined : { entryId, lineNo: Number(wholeNumber(line ?? null) ?? 0n) }
  const [found, { lines, next }, promisedFen, changes, goods, plans] = await Promise.all([
    findFund(house.db, slug),
    listFundEntries(house.db, { fund: slug, before, limit: before ? pageSize : firstSize }),
    readPromised(house.db, slug),
    before ? [] : listPurposeChanges(house.db, slug),
    before ? null : showGoods(house.db, locale, 'fund', slug),
    before ? null : showPublicPlans(house.db, locale, { fund: slug }, { limit: plansShown }),
  ])
  if (!found.ok) throw new Response(null, { status: 404 })
  return {
    locale,
    fund: found.fund,
    group: found.fund.group ? await findFundGroup(house.db, found.fund.group) : null,
    promisedFen,
    changes,
    goods,
    plans,
    // What came in or went out; the other half of each pair is where the money lies.
    lines: lines
      .filter((l) => !moneyLiesIn.has(l.account))
      .map(({ index, entryId, lineNo, kind, occurredOn, adjustsOn, amountFen }) => ({
        ...{ index, entryId, lineNo, kind, occurredOn, adjustsOn, amountFen },
      })),
    next: next && `${next.entryId},${next.lineNo}`,
    first: !before,
  }
}

export const meta: MetaFunction<typeof loader> = (args) => {
  if (!args.data) return []
  const { locale, fund } = args.data
  return pageMeta(args, {
    title: inLocale(locale, { zh: fund.nameZh, en: fund.nameEn }),
    description: inLocale(locale, { zh: fund.purposeZh, en: fund.purposeEn }),
  })
}

export default function FundPage() {
  const { locale, fund, group, promisedFen, changes, goods, plans, lines, next, first } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('ledger')
  const here = pathIn(locale, `/funds/${fund.slug}`)
  const sums = [
    [t('funds.received'), fund.receivedFen],
    [t('funds.disbursed'), fund.disbursedFen],
    [t('funds.balance'), fund.balanceFen],
    [t('funds.promised'), promisedFen],
  ] as const
  return (
    <div className="page space-y-8">
      <header className="space-y-3">
        <p className="-mb-1">
          <Link className="link inline-flex min-h-11 items-center gap-2" to={pathIn(locale, '/funds')}>
            <Icon name="back" size={18} />
            {t('funds.back')}
          </Link>
        </p>
        <h1 className="font-serif text-3xl font-bold">
          {inLocale(locale, { zh: fund.nameZh, en: fund.nameEn })}
        </h1>
        <p className="flex flex-wrap gap-2">
          <Tag>{t(`funds.kind.${fund.kind}`)}</Tag>
          <Tag>{fund.restricted ? t('funds.restricted') : t('funds.unrestricted')}</Tag>
        </p>
        <p className="max-w-prose text-lg">{inLocale(locale, { zh: fund.purposeZh, en: fund.purposeEn })}</p>
      </header>
      <dl className="grid border-y border-line sm:grid-cols-2 lg:grid-cols-4 lg:divide-x sm:divide-line max-sm:divide-y max-sm:divide-line">
        {sums.map(([term, fen]) => (
          <div
            key={term}
            className="flex items-baseline justify-between gap-x-4 py-3 sm:block sm:py-5 lg:px-6 lg:first:ps-0"
          >
            <dt className="text-soft">{term}</dt>
            <dd>
              <Money fen={fen} size="large" />
            </dd>
          </div>
        ))}
      </dl>
      <p className="-mt-5 text-sm text-soft">
        {t('funds.promised')}: {t('funds.promisedHint')}
      </p>
      <FundFactsView locale={locale} facts={fund} group={group} />
      <PurposeChanges locale={locale} changes={changes} />
      {goods && <GoodsSection shown={goods} />}
      {plans && <PublicPlansPanel shown={plans} all={`${pathIn(locale, '/plans')}?fund=${fund.slug}`} />}
      <Panel id="entries" title={t('funds.entries')} tone="plain">
        <Table
          caption={t('funds.entries')}
          captionHidden
          rows={lines}
          rowKey={(l) => `${l.entryId}-${l.lineNo}`}
          emptyText={t('funds.noEntries')}
          columns={[
            {
              id: 'day',
              header: t('funds.day'),
              noWrap: true,
              wideOnly: true,
              cell: (l) => formatDay(locale, l.occurredOn),
            },
            {
              id: 'what',
              header: t('funds.what'),
              rowHeader: true,
              cell: (l) => (
                <>
                  {t(kindWords[l.kind])}
                  <span className="tabular block text-sm font-normal text-soft sm:hidden">
                    {formatDay(locale, l.occurredOn)} ·{' '}
                    <a className="link inline-block py-1" href={entryPath(l)}>
                      {t('log.number', { index: l.index.toString() })}
                    </a>
                  </span>
                  {l.adjustsOn && (
                    <span className="block text-sm text-soft">
                      {t('funds.adjusts', { day: formatDay(locale, l.adjustsOn) })}
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'index',
              header: t('funds.index'),
              align: 'end',
              wideOnly: true,
              cell: (l) => (
                <a className="link" href={entryPath(l)}>
                  {l.index.toString()}
                </a>
              ),
            },
            {
              id: 'amount',
              header: t('funds.amount'),
              align: 'end',
              cell: (l) => <Money fen={-l.amountFen} />,
            },
          ]}
        />
        <Pager
          label={t('funds.entries')}
          previous={first ? undefined : { to: here, label: t('funds.first') }}
          next={next ? { to: `${here}?before=${next}`, label: t('funds.next') } : undefined}
        />
      </Panel>
    </div>
  )
}
