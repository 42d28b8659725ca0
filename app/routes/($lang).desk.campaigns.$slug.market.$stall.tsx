import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import { answerStallForm } from '~/market/answer-stall-form.server'
import { findStall } from '~/market/find-stall.server'
import { listCounts, listWaitingCounts, readCountKey, spellCountKey } from '~/market/list-counts.server'
import { listNewestReceipts, listReceipts } from '~/market/list-receipts.server'
import { heldBy, listStallDevices } from '~/market/list-stall-devices.server'
import { stallDeeds } from '~/market/stall-answer'
import { StallPage } from '~/market/stall-page'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

/** One stall: what waits to be counted, its phones, its newest receipts, and what it is. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const [slug, key] = [params.slug!, params.stall!]
  const subject = { campaign: slug }
  const actor = await enter(house.identity, { request, address }, 'market.see', subject)
  const stall = await findStall(house.db, slug, key)
  if (!stall) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const after = readCountKey(url.searchParams.get('counts'))
  const [devices, [waiting], { counts, next }, receipts, flagged, funds] = await Promise.all([
    listStallDevices(house.db, slug, key),
    listWaitingCounts(house.db, slug, key),
    listCounts(house.db, slug, { stall: key, after }),
    listNewestReceipts(house.db, slug, key),
    listReceipts(house.db, slug, { stall: key, flagged: true, limit: 50 }),
    listFundChoices(house.db),
  ])
  return data(
    {
      locale: localeOfPath(url.pathname),
      stall,
      devices: devices.map((d) => ({ ...d, held: heldBy(d) })),
      counts,
      countsPage: { first: after === null, next: next && spellCountKey(next) },
      waits: waiting !== undefined,
      receipts,
      flagged: flagged.rows,
      funds,
      newId: randomUUID(),
      mayChange: can(actor, 'market.change', subject),
      mayCount: can(actor, 'cash.count', subject),
      done: stallDeeds.find((deed) => deed === url.searchParams.get('done')) ?? null,
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const [campaign, stall] = [params.slug!, params.stall!]
  const form = await request.formData()
  const needs = form.get('intent') === 'count' ? 'cash.count' : 'market.change'
  const by = await enter(house.identity, { request, address }, needs, { campaign })
  if (!(await findStall(house.db, campaign, stall))) throw new Response(null, { status: 404 })
  const answer = await answerStallForm(house.db, by, { campaign, stall, form, now: house.now() })
  if ('refused' in answer) return data(answer.refused, { status: answer.status })
  const locale = localeOfPath(new URL(request.url).pathname)
  return redirect(pathIn(locale, `/desk/campaigns/${campaign}/market/${stall}?done=${answer.done}`), 303)
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title:
      args.data && inLocale(args.data.locale, { zh: args.data.stall.nameZh, en: args.data.stall.nameEn }),
    unlisted: true,
  })

export default function DeskStall() {
  return <StallPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />
}
