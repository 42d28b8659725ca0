import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatCount } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { HidePage } from '~/walks/hide-page'
import { listPages, readPageKey, spellPageKey } from '~/walks/list-pages.server'
import { moderatePage } from '~/walks/moderate-page.server'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** Fundraising pages of a campaign: they show at once, and what should not is hidden here. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const subject = { campaign: params.slug! }
  const actor = await enter(house.identity, { request, address }, 'walk.see', subject)
  const campaign = await findCampaign(house.db, params.slug!)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const after = readPageKey(searchParams.get('after'))
  const { pages, next } = await listPages(house.db, campaign.slug, { after })
  return data(
    {
      locale,
      title: textsIn(locale, 'walkers')('pages.title'),
      campaign: textOf(campaign, locale).name,
      slug: campaign.slug,
      pages,
      next: next && spellPageKey(next),
      first: after === null,
      mayChange: can(actor, 'walk.change', subject),
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'walk.change', { campaign })
  const form = await request.formData().catch(() => null)
  const state = form?.get('state') === 'hidden' ? 'hidden' : 'shown'
  const [page, why] = [String(form?.get('page') ?? ''), String(form?.get('why') ?? '').slice(0, 1_000)]
  const moderated = await moderatePage(house.db, by, {
    campaign,
    slug: page,
    ...{ state, why },
  })
  if (!moderated.ok) return data({ page, why, reason: moderated.reason }, { status: 422, headers: unkept })
  const { pathname, search } = new URL(request.url)
  return redirect(`${pathname}${search}`, { status: 303, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskPages() {
  const { locale, title, campaign, slug, pages, next, first, mayChange } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('walkers')
  const here = pathIn(locale, `/desk/campaigns/${slug}/pages`)
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('pages.lead')}
        back={{ to: pathIn(locale, `/desk/campaigns/${slug}`), label: campaign }}
      />
      {pages.length === 0 ? (
        <EmptyState title={t('pages.none')}>{t('pages.noneHint')}</EmptyState>
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={pages}
          rowKey={(p) => p.slug}
          columns={[
            {
              id: 'title',
              header: t('pages.name'),
              rowHeader: true,
              cell: (p) => (
                <>
                  {p.state === 'shown' ? (
                    <a className="link" href={pathIn(locale, `/campaigns/${slug}/pages/${p.slug}`)}>
                      {p.title}
                    </a>
                  ) : (
                    p.title
                  )}
                  <span className="block text-sm font-normal whitespace-pre-line text-soft">{p.story}</span>
                </>
              ),
            },
            {
              id: 'state',
              header: t('column.state'),
              cell: (p) => (
                <>
                  <Tag tone={p.state === 'shown' ? 'done' : 'refused'}>{t(`pages.state.${p.state}`)}</Tag>
                  {p.hiddenWhy && <span className="mt-1 block text-sm text-soft">{p.hiddenWhy}</span>}
                </>
              ),
            },
            { id: 'gifts', header: t('pages.gifts'), align: 'end', cell: (p) => formatCount(p.gifts) },
            {
              id: 'raised',
              header: t('pages.raised'),
              align: 'end',
              cell: (p) => <Money fen={p.raisedFen} />,
            },
            {
              id: 'do',
              header: <span className="sr-only">{t('pages.hide')}</span>,
              cell: (p) =>
                mayChange && <HidePage page={p} refused={refused?.page === p.slug ? refused : undefined} />,
            },
          ]}
        />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: here, label: t('first') }}
        next={next ? { to: `${here}?after=${next}`, label: t('next') } : undefined}
      />
      {pages.length > 0 && <ExportLinks to={`${here}/export`} />}
    </div>
  )
}
