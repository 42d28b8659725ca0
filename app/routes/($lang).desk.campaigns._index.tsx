import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { missingToOpen } from '~/campaigns/campaign-editing'
import { listDeskCampaigns } from '~/campaigns/list-desk-campaigns.server'
import { StateTag } from '~/campaigns/state-tag'
import { can, reachOf } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'

const cursorShape = /^([0-3]),(\d{4}-\d{2}-\d{2}),([a-z0-9-]{1,64})$/

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'campaign.see', 'somewhere')
  const url = new URL(request.url)
  const match = cursorShape.exec(url.searchParams.get('after') ?? '')
  const after = match ? { rank: Number(match[1]), startsOn: match[2]!, slug: match[3]! } : undefined
  const reach = reachOf(actor, 'campaign.see', 'campaign')
  const { campaigns, next } = await listDeskCampaigns(house.db, reach, { after })
  const locale = localeOfPath(url.pathname)
  const rows = await Promise.all(
    campaigns.map(async (c) => ({
      slug: c.slug,
      name: textOf(c, locale).name,
      series: inLocale(locale, c.series),
      edition: c.edition,
      state: c.state,
      startsOn: c.startsOn,
      endsOn: c.endsOn,
      missing: c.state === 'draft' ? missingToOpen(c).length : 0,
      totals: c.state === 'draft' ? null : ((await house.live.find(c.slug))?.totals ?? null),
    })),
  )
  return {
    locale,
    title: textsIn(locale, 'editing')('campaigns.title'),
    rows,
    mayDraft: can(actor, 'campaign.change'),
    next: next && `${next.rank},${next.startsOn},${next.slug}`,
    first: !after,
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskCampaigns() {
  const { locale, title, rows, mayDraft, next, first } = useLoaderData<typeof loader>()
  const { t } = useTranslation('editing')
  const here = pathIn(locale, '/desk/campaigns')
  const draftNew = mayDraft && <LinkButton to={`${here}/new`}>{t('campaigns.new')}</LinkButton>
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={t('campaigns.lead')} aside={draftNew} />
      {rows.length === 0 ? (
        <EmptyState title={t('campaigns.empty')} action={draftNew}>
          {t('campaigns.emptyHint')}
        </EmptyState>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={rows}
          rowKey={(c) => c.slug}
          columns={[
            {
              id: 'name',
              header: t('field.name'),
              rowHeader: true,
              cell: (c) => (
                <>
                  <Link className="link inline-block py-2 font-semibold" to={`${here}/${c.slug}`}>
                    {c.name}
                  </Link>
                  <span className="block text-sm font-normal text-soft">
                    {t('campaigns.editionOf', { series: c.series, edition: c.edition })}
                  </span>
                  <span className="block text-sm font-normal text-soft sm:hidden">
                    {formatDay(locale, c.startsOn)} – {formatDay(locale, c.endsOn)}
                  </span>
                </>
              ),
            },
            {
              id: 'state',
              header: t('field.state'),
              noWrap: true,
              cell: (c) => (
                <>
                  <StateTag state={c.state} />
                  {c.state === 'draft' && (
                    <span className="mt-1 block text-sm text-soft">
                      {c.missing ? t('campaigns.missing', { count: c.missing }) : t('campaigns.ready')}
                    </span>
                  )}
                </>
              ),
            },
            {
              id: 'period',
              header: t('campaigns.period'),
              wideOnly: true,
              cell: (c) => `${formatDay(locale, c.startsOn)} – ${formatDay(locale, c.endsOn)}`,
            },
            {
              id: 'confirmed',
              header: t('campaigns.confirmed'),
              align: 'end',
              cell: (c) => (c.totals ? <Money fen={c.totals.confirmedFen} className="font-semibold" /> : '—'),
            },
            {
              id: 'pending',
              header: t('campaigns.pending'),
              align: 'end',
              wideOnly: true,
              cell: (c) => (c.totals ? <Money fen={c.totals.pendingFen} /> : '—'),
            },
          ]}
        />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: here, label: t('pager.first') }}
        next={next ? { to: `${here}?after=${next}`, label: t('pager.next') } : undefined}
      />
      {rows.length > 0 && <ExportLinks to={`${here}/export`} />}
    </div>
  )
}
