import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { readVersions } from '~/campaigns/read-versions.server'
import { VersionHistory } from '~/campaigns/version-history'
import { enter } from '~/identity/enter.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { wholeNumber } from '~/platform/whole-number'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'campaign.see', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const before = wholeNumber(url.searchParams.get('before')) ?? undefined
  return {
    locale,
    slug,
    name: textOf(campaign, locale).name,
    title: textsIn(locale, 'editing')('history.title'),
    first: before === undefined,
    ...(await readVersions(house.db, { kind: 'campaign', id: slug }, before)),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && `${args.data.title} · ${args.data.name}`, unlisted: true })

export default function CampaignHistory() {
  const { locale, slug, name, title, versions, names, next, first } = useLoaderData<typeof loader>()
  const { t } = useTranslation('editing')
  const here = pathIn(locale, `/desk/campaigns/${slug}`)
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading title={title} lead={t('history.lead')} back={{ to: here, label: name }} />
      <VersionHistory locale={locale} versions={versions} names={names} />
      <Pager
        label={title}
        previous={first ? undefined : { to: `${here}/history`, label: t('pager.first') }}
        next={next ? { to: `${here}/history?before=${next}`, label: t('pager.older') } : undefined}
      />
      {versions.length > 0 && <ExportLinks to={`${here}/history/export`} />}
    </div>
  )
}
