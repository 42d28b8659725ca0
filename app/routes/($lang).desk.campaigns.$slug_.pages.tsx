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
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { listPages, readPageKey, spellPageKey } from '~/walks/list-pages.server'
import { moderatePage } from '~/walks/moderate-page.server'
import { PageTable } from '~/walks/page-table'

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
        <PageTable locale={locale} pages={pages} mayChange={mayChange} refused={refused} />
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
