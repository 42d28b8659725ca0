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
import { CampaignEditForm } from '~/campaigns/campaign-edit-form'
import {
  type CampaignFields,
  campaignFieldNames,
  fieldsOfCampaign,
  fieldsOfFacts,
  readCampaignForm,
  readFields,
} from '~/campaigns/campaign-form'
import type { Facts } from '~/campaigns/campaign-history'
import { editCampaign } from '~/campaigns/edit-campaign.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { listCovers } from '~/campaigns/list-covers.server'
import { listSeries } from '~/campaigns/list-series.server'
import { type Meanwhile, mergeEdits } from '~/campaigns/merge-edits'
import { enter } from '~/identity/enter.server'
import { listActsSince } from '~/identity/list-history.server'
import type { Sql } from '~/platform/db.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { wholeNumber } from '~/platform/whole-number'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'campaign.change', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  return {
    locale,
    slug,
    name: textOf(campaign, locale).name,
    title: textsIn(locale, 'editing')('edit.title'),
    state: campaign.state,
    version: campaign.version,
    fields: fieldsOfCampaign(campaign),
    series: (await listSeries(house.db, { limit: 200 })).series,
    covers: listCovers(),
  }
}

interface Refused {
  fields: CampaignFields
  errors: Record<string, string>
  version: number
  meanwhile: Meanwhile[]
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const slug = params.slug!
  const actor = await enter(house.identity, { request, address }, 'campaign.change', { campaign: slug })
  const form = await request.formData()
  const fields = readFields(form, campaignFieldNames)
  const version = Number(wholeNumber(String(form.get('version') ?? '')) ?? 0n)
  const refuse = (status: number, refused: Partial<Refused>) =>
    data<Refused>({ fields, errors: {}, version, meanwhile: [], ...refused }, { status })
  const read = readCampaignForm(fields)
  if (!read.ok) return refuse(422, { errors: read.errors as Record<string, string> })
  const saved = await editCampaign(house.db, actor, slug, {
    texts: read.texts,
    version,
    reason: fields.reason,
  })
  if (saved.ok) {
    const locale = localeOfPath(new URL(request.url).pathname)
    const done = saved.changed ? 'saved' : 'unchanged'
    return redirect(pathIn(locale, `/desk/campaigns/${slug}?done=${done}`), 303)
  }
  switch (saved.reason) {
    case 'not-allowed':
    case 'unknown-campaign':
      throw new Response(null, { status: 404 })
    case 'changed-meanwhile':
      return refuse(409, await meanwhileOf(house.db, slug, fields, version))
    case 'edition-taken':
      return refuse(409, { errors: { edition: 'edition-taken' } })
    case 'unknown-series':
      return refuse(409, { errors: { series: 'unknown-series' } })
    case 'invalid':
      return refuse(422, { errors: saved.faults ?? {} })
  }
}

/** What others saved since `version`, brought together with what was typed; the form goes on from the newest version. */
async function meanwhileOf(sql: Sql, slug: string, fields: CampaignFields, version: number) {
  const [campaign, acts] = await Promise.all([
    findCampaign(sql, slug),
    listActsSince(sql, { kind: 'campaign', id: slug }, 'campaign.edit', version),
  ])
  const merged = mergeEdits(
    fields,
    acts.map((act) => ({
      by: act.actorName,
      at: act.at,
      before: fieldsOfFacts((act.before ?? {}) as Facts),
      after: fieldsOfFacts((act.after ?? {}) as Facts),
    })),
  )
  return { ...merged, version: campaign!.version }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data && `${args.data.title} · ${args.data.name}`, unlisted: true })

export default function EditCampaign() {
  const { locale, slug, name, title, ...loaded } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('editing')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t(`edit.lead.${loaded.state}`)}
        back={{ to: pathIn(locale, `/desk/campaigns/${slug}`), label: name }}
      />
      <CampaignEditForm
        // Drawn anew when the server has brought two edits together: then other texts stand in the fields.
        key={refused?.version ?? loaded.version}
        locale={locale}
        state={loaded.state}
        fields={refused?.fields ?? loaded.fields}
        errors={refused?.errors ?? {}}
        meanwhile={refused?.meanwhile as Meanwhile[] | undefined}
        version={refused?.version ?? loaded.version}
        series={loaded.series}
        covers={loaded.covers}
        submitLabel={t('form.save')}
      />
    </div>
  )
}
