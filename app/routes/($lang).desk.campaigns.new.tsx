import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { CampaignEditForm } from '~/campaigns/campaign-edit-form'
import {
  campaignFieldNames,
  emptyCampaignFields,
  readCampaignForm,
  readFields,
  slugFrom,
} from '~/campaigns/campaign-form'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { listCovers } from '~/campaigns/list-covers.server'
import { listSeries } from '~/campaigns/list-series.server'
import { enter } from '~/identity/enter.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'campaign.change')
  const url = new URL(request.url)
  const locale = localeOfPath(url.pathname)
  const { series } = await listSeries(house.db, { limit: 200 })
  const chosen = series.find((s) => s.slug === url.searchParams.get('series'))
  const covers = listCovers()
  return {
    locale,
    title: textsIn(locale, 'editing')('campaigns.new'),
    series,
    covers,
    fields: {
      ...emptyCampaignFields,
      series: chosen?.slug ?? '',
      edition: chosen ? String(chosen.nextEdition) : '',
      cover: covers[0] ?? '',
    },
  }
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'campaign.change')
  const typed = readFields(await request.formData(), campaignFieldNames)
  const { series } = await listSeries(house.db, { limit: 200 })
  // What was left empty is suggested: an edition and an address that nobody had to think of.
  const next = series.find((s) => s.slug === typed.series)?.nextEdition
  const edition = typed.edition.trim() || (next ? String(next) : '')
  const slug = typed.slug.trim() || slugFrom(typed.nameEn) || (typed.series && `${typed.series}-${edition}`)
  const fields = { ...typed, edition, slug }
  const read = readCampaignForm(fields)
  if (!read.ok) return data({ fields, errors: read.errors as Record<string, string> }, { status: 422 })
  const drafted = await draftCampaign(house.db, actor, { ...read.texts, slug })
  if (!drafted.ok) {
    if (drafted.reason === 'not-allowed') throw new Response(null, { status: 404 })
    return data({ fields, errors: errorOf(drafted.reason) }, { status: 409 })
  }
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(pathIn(locale, `/desk/campaigns/${slug}?done=drafted`), 303)
}

/** At which field a refusal is said. */
function errorOf(
  reason: 'invalid' | 'unknown-series' | 'slug-taken' | 'edition-taken',
): Record<string, string> {
  if (reason === 'slug-taken') return { slug: reason }
  if (reason === 'edition-taken') return { edition: reason }
  return { series: reason === 'invalid' ? 'empty' : reason }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function NewCampaign() {
  const { locale, title, series, covers, fields } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('campaigns.newLead')}
        back={{ to: pathIn(locale, '/desk/campaigns'), label: t('campaigns.title') }}
      />
      {series.length === 0 ? (
        <EmptyState
          title={t('campaigns.noSeries')}
          action={<LinkButton to={pathIn(locale, '/desk/series/new')}>{t('series.new')}</LinkButton>}
        >
          {t('campaigns.noSeriesHint')}
        </EmptyState>
      ) : (
        <CampaignEditForm
          locale={locale}
          state="new"
          fields={refused?.fields ?? fields}
          errors={refused?.errors ?? {}}
          series={series}
          covers={covers}
          submitLabel={t('form.saveDraft')}
        />
      )}
    </div>
  )
}
