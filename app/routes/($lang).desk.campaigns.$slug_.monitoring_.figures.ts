import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { enter } from '~/identity/enter.server'
import { rangeFieldsOf } from '~/live/monitoring-range'
import { readMonitoring } from '~/live/read-monitoring.server'

/** The dashboard's figures alone, for the open page: asked for after the totals have moved. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'monitoring.see', { campaign: slug })
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) throw new Response(null, { status: 404 })
  const fields = rangeFieldsOf(new URL(request.url).searchParams)
  const { figures, errors } = await readMonitoring(house.db, campaign, fields, house.now())
  const refused = errors.from || errors.to
  return Response.json(refused ? { error: 'invalid-range', errors } : figures, {
    status: refused ? 422 : 200,
    headers: { 'Cache-Control': 'private, no-store' },
  })
}
