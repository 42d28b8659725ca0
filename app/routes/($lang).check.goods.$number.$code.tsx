import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { findGoodsPaper, type GoodsPaper } from '~/giving/find-goods-paper.server'
import { formatFen } from '~/money/fen'
import { formatCount, formatDay } from '~/platform/dates'
import { inLocale, type Locale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DefinitionList } from '~/ui/definition-list'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Seal } from '~/ui/seal'

export { pageHeaders as headers } from '~/ui/page-headers'

/** The words travel with the page's data: hardly anyone opens it. Of the donor only a name that may be public. */
function shownOf(locale: Locale, paper: GoodsPaper) {
  const t = textsIn(locale, 'papers')
  const of = [paper.campaign, paper.fund].flatMap((one) => (one ? [inLocale(locale, one)] : []))
  const donor = paper.nameConsent && paper.donorName ? paper.donorName : t('acknowledgement.anonymous')
  return {
    lead: t('goodsPaper.trueText'),
    things: t('goodsPaper.things'),
    lines: paper.lines.map(
      ({ description, quantity, unit }) => `${description} · ${formatCount(quantity)} ${unit}`,
    ),
    note: t('goodsPaper.notTicket'),
    facts: [
      { term: t('acknowledgement.number'), detail: paper.number },
      { term: t('acknowledgement.donor'), detail: donor },
      { term: t('goodsPaper.worth'), detail: formatFen(paper.valueFen) },
      { term: t('goodsPaper.for'), detail: of.join(' · ') },
      { term: t('acknowledgement.date'), detail: formatDay(locale, paper.receivedOn) },
    ],
    place:
      paper.leafIndex === null
        ? t('acknowledgement.logPending')
        : t('acknowledgement.logIndex', { index: paper.leafIndex.toString() }),
  }
}

/** Public: what was given, what it is worth and for what. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.checkByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const locale = localeOfPath(new URL(request.url).pathname)
  const paper = await findGoodsPaper(house.db, params.number!, params.code!)
  const title = textsIn(locale, 'papers')('goodsPaper.checkTitle')
  const found = paper && shownOf(locale, paper)
  const headers = { 'Cache-Control': 'private, no-store' }
  return data({ locale, title, found }, { status: found ? 200 : 404, headers })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function CheckedGoodsPage() {
  const { locale, title, found } = useLoaderData<typeof loader>()
  const { t } = useTranslation('giving')
  if (!found)
    return (
      <div className="page-text space-y-6">
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        <Notice kind="refused" title={t('check.notFoundTitle')}>
          {t('check.notFoundText')}
        </Notice>
        <LinkButton to={pathIn(locale, '/check')}>{t('check.again')}</LinkButton>
      </div>
    )
  return (
    <div className="page-text space-y-6">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Seal name={t('check.sealName')} animate size={88} />
        <div className="min-w-0 flex-[1_1_15rem]">
          <h1 className="font-serif text-2xl sm:text-3xl font-bold">{title}</h1>
          <p className="text-soft">{found.lead}</p>
        </div>
      </div>
      <DefinitionList items={found.facts} />
      <Panel id="things" title={found.things} tone="plain">
        <ul className="divide-y divide-line border-y border-line">
          {found.lines.map((line) => (
            <li key={line} className="py-2 [overflow-wrap:anywhere]">
              {line}
            </li>
          ))}
        </ul>
      </Panel>
      <p className="text-sm text-soft">
        {found.note} {found.place}
      </p>
      <LinkButton variant="secondary" to={pathIn(locale, '/check')}>
        {t('check.again')}
      </LinkButton>
    </div>
  )
}
