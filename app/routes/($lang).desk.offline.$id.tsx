import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { textOf } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { answerBatchForm, type BatchDeed } from '~/giving/answer-batch-form.server'
import { emptyLine, fieldsOfLine } from '~/giving/batch-form'
import { BatchPage } from '~/giving/batch-page'
import { findBatch } from '~/giving/find-batch.server'
import { listAskedReversals } from '~/giving/list-asked-reversals.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { nameFunds } from '~/ledger/name-funds.server'
import { readPeriod } from '~/ledger/read-period.server'
import { shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }
const deeds: readonly (BatchDeed | 'opened' | 'imported')[] = [
  'imported',
  ...(['opened', 'entered', 'removed', 'dropped', 'counted', 'withdrawn', 'agreed'] as const),
  ...(['handed-in', 'cleared', 'bounced', 'asked'] as const),
]

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'offline.see', 'somewhere')
  const found = await findBatch(house.db, by, params.id!)
  if (!found) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const { batch, lines, entered } = found
  const reach = { campaign: batch.campaign }
  const campaign = (await findCampaign(house.db, batch.campaign))!
  const names = await nameFunds(
    house.db,
    campaign.routing.routes.map((r) => r.fund),
  )
  const { closedThrough, firstOpen } = await readPeriod(house.db)
  const changed = entered ? lines.find((line) => line.id === searchParams.get('line')) : undefined
  return data(
    {
      ...found,
      locale,
      campaignName: textOf(campaign, locale).name,
      funds: Object.entries(names).map(([fund, name]) => ({ fund, name: inLocale(locale, name) })),
      postsOn: closedThrough && batch.receivedOn <= closedThrough ? firstOpen : null,
      today: shanghaiDay(house.now()),
      mayEnter: can(by, 'offline.enter', reach),
      mayClear: can(by, 'bank.change'),
      mayReverse: can(by, 'offline.reverse', reach),
      asked: await listAskedReversals(house.db, batch.id),
      fields: changed ? fieldsOfLine(changed, batch.fund) : emptyLine(randomUUID()),
      changing: changed !== undefined,
      done: deeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'offline.enter', 'somewhere')
  const form = await request.formData().catch(() => null)
  if (!form) throw new Response(null, { status: 400 })
  const found = await findBatch(house.db, by, params.id!)
  if (!found) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const today = shanghaiDay(house.now())
  const { id: batchId, kind } = found.batch
  const asked = { batchId, kind, form, locale, today }
  const answer = await answerBatchForm(house.db, by, asked, house.executors)
  if (!answer) throw new Response(null, { status: 404 })
  if ('done' in answer) {
    const at = answer.done === 'entered' ? '#line' : ''
    return redirect(pathIn(locale, `/desk/offline/${batchId}?done=${answer.done}${at}`), 303)
  }
  return data(answer, { status: 'errors' in answer ? 422 : 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.batch.place, unlisted: true })

export default function BatchRoute() {
  return <BatchPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
