import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listSeries } from '~/campaigns/list-series.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { slugShape } from '~/platform/slug'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'campaign.see', 'somewhere')
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const from = url.searchParams.get('after') ?? ''
  const after = slugShape.test(from) ? from : undefined
  return {
    locale,
    title: textsIn(locale, 'editing')('series.title'),
    ...(await listSeries(house.db, { after })),
    first: !after,
    mayChange: can(actor, 'series.change'),
    mayDraft: can(actor, 'campaign.change'),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskSeries() {
  const { locale, title, series, next, first, mayChange, mayDraft } = useLoaderData<typeof loader>()
  const { t } = useTranslation('editing')
  const here = pathIn(locale, '/desk/series')
  const makeNew = mayChange && <LinkButton to={`${here}/new`}>{t('series.new')}</LinkButton>
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={t('series.lead')} aside={makeNew} />
      {series.length === 0 ? (
        <EmptyState title={t('series.empty')} action={makeNew}>
          {t('series.emptyHint')}
        </EmptyState>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={series}
          rowKey={(s) => s.slug}
          columns={[
            {
              id: 'name',
              header: t('field.name'),
              rowHeader: true,
              cell: (s) => (
                <>
                  <Link className="link inline-block py-2 font-semibold" to={`${here}/${s.slug}`}>
                    {inLocale(locale, { zh: s.nameZh, en: s.nameEn })}
                  </Link>
                  <span className="block max-w-prose text-sm font-normal text-soft">
                    {inLocale(locale, { zh: s.aboutZh, en: s.aboutEn })}
                  </span>
                </>
              ),
            },
            { id: 'campaigns', header: t('series.campaigns'), align: 'end', cell: (s) => s.campaigns },
            {
              id: 'do',
              header: t('series.do'),
              noWrap: true,
              cell: (s) =>
                mayDraft ? (
                  <Link
                    className="link inline-block py-2"
                    to={pathIn(locale, `/desk/campaigns/new?series=${s.slug}`)}
                  >
                    {t('series.draft', { edition: s.nextEdition })}
                  </Link>
                ) : (
                  '—'
                ),
            },
          ]}
        />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: here, label: t('pager.first') }}
        next={next ? { to: `${here}?after=${next}`, label: t('pager.next') } : undefined}
      />
      {series.length > 0 && <ExportLinks to={`${here}/export`} />}
    </div>
  )
}
