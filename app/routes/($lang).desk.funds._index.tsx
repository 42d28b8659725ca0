import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { can, reachOf } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listFunds } from '~/ledger/list-funds.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'

const pageSize = 50

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'fund.see', 'somewhere')
  const url = new URL(request.url)
  const match = /^(-?\d{1,9}),([a-z0-9-]{1,64})$/.exec(url.searchParams.get('after') ?? '')
  const after = match ? { position: Number(match[1]), slug: match[2]! } : undefined
  const reach = reachOf(actor, 'fund.see', 'fund')
  const within = reach === '*' ? undefined : reach
  const { funds, next } = await listFunds(house.db, { after, limit: pageSize, within })
  const locale = localeOfPath(url.pathname)
  return {
    locale,
    title: textsIn(locale, 'editing')('funds.title'),
    funds,
    mayChange: can(actor, 'fund.change'),
    next: next && `${next.position},${next.slug}`,
    first: !after,
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskFunds() {
  const { locale, title, funds, mayChange, next, first } = useLoaderData<typeof loader>()
  const { t } = useTranslation('editing')
  const here = pathIn(locale, '/desk/funds')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('funds.lead')}
        aside={
          mayChange && (
            <>
              <LinkButton to={`${here}/groups`} variant="secondary">
                {t('fundGroups.to')}
              </LinkButton>
              <LinkButton to={`${here}/new`}>{t('funds.new')}</LinkButton>
            </>
          )
        }
      />
      <Table
        caption={title}
        captionHidden
        rows={funds}
        rowKey={(f) => f.slug}
        emptyText={t('funds.empty')}
        columns={[
          {
            id: 'name',
            header: t('field.name'),
            rowHeader: true,
            cell: (f) => (
              <>
                <Link className="link inline-block py-2 font-semibold" to={`${here}/${f.slug}`}>
                  {inLocale(locale, { zh: f.nameZh, en: f.nameEn })}
                </Link>
                <span className="block text-sm font-normal text-soft">
                  {t(`funds.kind.${f.kind}`, { ns: 'ledger' })} ·{' '}
                  {f.restricted
                    ? t('funds.restricted', { ns: 'ledger' })
                    : t('funds.unrestricted', { ns: 'ledger' })}
                </span>
              </>
            ),
          },
          { id: 'slug', header: t('field.slug'), wideOnly: true, cell: (f) => <code>{f.slug}</code> },
          {
            id: 'received',
            header: t('funds.received', { ns: 'ledger' }),
            align: 'end',
            wideOnly: true,
            cell: (f) => <Money fen={f.receivedFen} />,
          },
          {
            id: 'balance',
            header: t('funds.balance', { ns: 'ledger' }),
            align: 'end',
            cell: (f) => <Money fen={f.balanceFen} className="font-semibold" />,
          },
        ]}
      />
      <Pager
        label={title}
        previous={first ? undefined : { to: here, label: t('pager.first') }}
        next={next ? { to: `${here}?after=${next}`, label: t('pager.next') } : undefined}
      />
      {funds.length > 0 && <ExportLinks to={`${here}/export`} />}
    </div>
  )
}
