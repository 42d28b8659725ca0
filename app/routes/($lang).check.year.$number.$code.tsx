import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type CheckedStatement, findStatement } from '~/giving/find-statement.server'
import { formatFen } from '~/money/fen'
import { formatCount, formatDay } from '~/platform/dates'
import { type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DefinitionList } from '~/ui/definition-list'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Seal } from '~/ui/seal'

export { pageHeaders as headers } from '~/ui/page-headers'

/** The words travel with the page's data: hardly anyone opens it, and what the giving pages carry is weighed. */
function wordsIn(locale: Locale, found: CheckedStatement | null) {
  const t = textsIn(locale, 'papers')
  const sinceFen = found ? found.refundedNowFen - found.refundedFen : 0n
  return {
    title: t('checkYear.title'),
    trueTitle: t('checkYear.trueTitle'),
    trueText: t('checkYear.trueText'),
    number: t('checkYear.number'),
    year: t('checkYear.year'),
    yearText: t('checkYear.yearText', { year: found?.year }),
    gifts: t('checkYear.gifts'),
    given: t('checkYear.given'),
    refunded: t('checkYear.refunded'),
    kept: t('checkYear.kept'),
    issuedOn: t('checkYear.issuedOn'),
    since: sinceFen > 0n ? t('checkYear.since', { amount: formatFen(sinceFen) }) : null,
    notTicket: t('checkYear.notTicket'),
  }
}

/** Public: year, count and sums of a statement, and nothing of whose it is. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const locale = localeOfPath(new URL(request.url).pathname)
  const found = await findStatement(house.db, params.number!, params.code!)
  const headers = { 'Cache-Control': 'private, no-store' }
  const words = wordsIn(locale, found)
  return data({ locale, title: words.title, words, found }, { status: found ? 200 : 404, headers })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function CheckedStatementPage() {
  const { locale, title, words, found } = useLoaderData<typeof loader>()
  const { t } = useTranslation('giving')
  const again = (
    <LinkButton variant="secondary" to={pathIn(locale, '/check')}>
      {t('check.again')}
    </LinkButton>
  )
  if (!found) {
    return (
      <div className="page-text space-y-6">
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <Notice kind="refused" title={t('check.notFoundTitle')}>
          {t('check.notFoundText')}
        </Notice>
        {again}
      </div>
    )
  }
  return (
    <div className="page-text space-y-6">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Seal name={t('check.sealName')} animate size={88} />
        <div className="min-w-0 flex-[1_1_15rem]">
          <h1 className="font-serif text-2xl font-bold sm:text-3xl">{words.trueTitle}</h1>
          <p className="text-soft">{words.trueText}</p>
        </div>
      </div>
      {words.since && <Notice kind="attention">{words.since}</Notice>}
      <Panel>
        <DefinitionList
          short
          items={[
            { term: words.number, detail: <span className="tabular">{found.number}</span> },
            { term: words.year, detail: words.yearText },
            { term: words.gifts, detail: formatCount(found.gifts) },
            { term: words.given, detail: <Money fen={found.givenFen} className="font-semibold" /> },
            ...(found.refundedFen > 0n
              ? [
                  { term: words.refunded, detail: <Money fen={found.refundedFen} /> },
                  {
                    term: words.kept,
                    detail: <Money fen={found.givenFen - found.refundedFen} className="font-semibold" />,
                  },
                ]
              : []),
            { term: words.issuedOn, detail: formatDay(locale, found.issuedOn) },
          ]}
        />
      </Panel>
      <p className="text-soft">{words.notTicket}</p>
      {again}
    </div>
  )
}
