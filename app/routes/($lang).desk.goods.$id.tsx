import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { answerGoodsForm, goodsDeeds } from '~/giving/answer-goods-form.server'
import { findGoods } from '~/giving/find-goods.server'
import { GoodsPage } from '~/giving/goods-page'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { nameFunds } from '~/ledger/name-funds.server'
import { shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'goods.see', 'somewhere')
  const found = await findGoods(house.db, by, params.id!)
  if (!found) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const { campaign, fund } = found.goods
  const reach = { campaign: campaign ?? undefined, fund }
  const [of] = campaign ? await nameCampaigns(house.db, [campaign]) : []
  const funds = await nameFunds(house.db, [fund])
  return data(
    {
      ...found,
      locale,
      title: found.goods.about || textsIn(locale, 'goods')('title'),
      forWhat: [...(of ? [inLocale(locale, of)] : []), inLocale(locale, funds[fund]!)].join(' · '),
      today: shanghaiDay(house.now()),
      mayEnter: can(by, 'goods.enter', reach),
      mayGive: can(by, 'goods.give', reach),
      formId: randomUUID(),
      done: goodsDeeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'goods.enter', 'somewhere')
  const goodsId = params.id!
  if (!(await findGoods(house.db, by, goodsId))) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const answer = await answerGoodsForm(house, by, { goodsId, request, today: shanghaiDay(house.now()) })
  if (!answer) throw new Response(null, { status: 404 })
  if ('done' in answer) return redirect(pathIn(locale, `/desk/goods/${goodsId}?done=${answer.done}`), 303)
  return data(answer, { status: answer.refused === null ? 422 : 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function GoodsRoute() {
  return <GoodsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
