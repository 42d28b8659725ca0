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
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { changeUnitAtDesk, unitChanges } from '~/walks/change-unit-at-desk.server'
import { listUnits } from '~/walks/list-units.server'
import { UnitTable } from '~/walks/unit-table'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

/** The units of a campaign's walk: whose list is open, and whose leader is still known. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const subject = { campaign: params.slug! }
  const actor = await enter(house.identity, { request, address }, 'walk.see', subject)
  const campaign = await findCampaign(house.db, params.slug!)
  if (!campaign) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const after = searchParams.get('after')?.replaceAll('\0', '') ?? null
  const { units, next } = await listUnits(house.db, campaign.slug, { after })
  const named = can(actor, 'walker.look', subject)
  return data(
    {
      title: textsIn(locale, 'walkers')('units.title'),
      campaign: textOf(campaign, locale).name,
      back: pathIn(locale, `/desk/campaigns/${campaign.slug}`),
      units: named ? units : units.map((unit) => ({ ...unit, leaderName: '' })),
      next,
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
  const unitId = String(form?.get('unit') ?? '')
  const change = unitChanges.find((one) => one === form?.get('change'))
  if (!change) throw new Response(null, { status: 400 })
  if (change === 'erase-leader' && form?.get('sure') !== 'yes')
    return data({ unsure: unitId }, { status: 422, headers: unkept })
  const changed = await changeUnitAtDesk(house.db, by, { campaign, unitId, change, now: house.now() })
  if (!changed.ok) throw new Response(null, { status: changed.reason === 'nobody-leads' ? 409 : 404 })
  const { pathname, search } = new URL(request.url)
  return redirect(`${pathname}${search}`, { status: 303, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskUnits() {
  const { title, campaign, back, units, next, first, mayChange } = useLoaderData<typeof loader>()
  const unsure = useActionData<typeof action>()?.unsure
  const { t } = useTranslation('walkers')
  const here = `${back}/units`
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={t('units.lead')} back={{ to: back, label: campaign }} />
      {units.length === 0 ? (
        <EmptyState title={t('units.none')}>{t('units.noneHint')}</EmptyState>
      ) : (
        <UnitTable units={units} mayChange={mayChange} unsure={unsure} />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: here, label: t('first') }}
        next={next ? { to: `${here}?after=${encodeURIComponent(next)}`, label: t('next') } : undefined}
      />
    </div>
  )
}
