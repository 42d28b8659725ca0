import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { CountList, CountPager } from '~/market/count-list'
import { listCounts, listWaitingCounts, readCountKey, spellCountKey } from '~/market/list-counts.server'
import { listStalls } from '~/market/list-stalls.server'
import { StallTable } from '~/market/stall-table'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { useRefresh } from '~/ui/use-refresh'

export { pageHeaders as headers } from '~/ui/page-headers'

const refreshMs = 30_000

/** The market of a campaign: its stalls with what they took, and the cash counts. What waits for a person stands first. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  const subject = { campaign: slug }
  const actor = await enter(house.identity, { request, address }, 'market.see', subject)
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const after = readCountKey(searchParams.get('counts'))
  const [stalls, waiting, { counts: decided, next }] = await Promise.all([
    listStalls(house.db, slug),
    listWaitingCounts(house.db, slug),
    listCounts(house.db, slug, { view: 'decided', after }),
  ])
  return data(
    {
      locale,
      slug,
      title: textsIn(locale, 'stalls')('title'),
      name: textOf(campaign, locale).name,
      stalls,
      waiting,
      decided,
      counts: { first: after === null, next: next && spellCountKey(next) },
      mayChange: can(actor, 'market.change', subject),
      mayDecide: can(actor, 'proposal.see', subject),
      added: searchParams.get('done') === 'added',
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function Market() {
  const { locale, slug, title, name, stalls, waiting, decided, counts, mayChange, mayDecide, added } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('stalls')
  useRefresh(refreshMs)
  const here = pathIn(locale, `/desk/campaigns/${slug}/market`)
  const names = Object.fromEntries(
    stalls.map((s) => [s.key, inLocale(locale, { zh: s.nameZh, en: s.nameEn })]),
  )
  return (
    <div className="max-w-5xl space-y-6">
      <DeskHeading
        title={title}
        lead={name}
        back={{ to: pathIn(locale, `/desk/campaigns/${slug}`), label: t('back') }}
        aside={mayChange && <LinkButton to={`${here}/new`}>{t('addStall')}</LinkButton>}
      />
      {added && (
        <Notice kind="done" live>
          {t('done.added')}
        </Notice>
      )}
      {waiting.length > 0 && (
        <Panel
          id="waiting"
          title={t('count.waiting')}
          aside={
            mayDecide && (
              <Link className="link inline-block py-2" to={pathIn(locale, '/desk/proposals')}>
                {t('count.decide')}
              </Link>
            )
          }
        >
          <CountList locale={locale} counts={waiting} stalls={names} />
        </Panel>
      )}
      <Panel id="stalls" title={t('stalls')}>
        {stalls.length === 0 ? (
          <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
        ) : (
          <>
            <StallTable locale={locale} here={here} stalls={stalls} />
            <p className="mt-4 text-sm text-soft">{t('explain')}</p>
            <p className="mt-2 flex flex-wrap gap-3">
              {(['csv', 'xlsx'] as const).map((format) => (
                <LinkButton
                  key={format}
                  variant="secondary"
                  to={`${here}/export?format=${format}`}
                  reloadDocument
                >
                  {t(`export.${format}`)}
                </LinkButton>
              ))}
            </p>
          </>
        )}
      </Panel>
      {(decided.length > 0 || !counts.first) && (
        <Panel id="counts" title={t('count.title')} tone="plain">
          <CountList locale={locale} counts={decided} stalls={names} />
          <CountPager here={here} {...counts} />
          <ExportLinks to={`${here}/counts/export`} />
        </Panel>
      )}
    </div>
  )
}
