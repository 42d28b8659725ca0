import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { enter } from '~/identity/enter.server'
import { nameFunds } from '~/ledger/name-funds.server'
import { shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { findProject } from '~/projects/find-project.server'
import { listOpenInstalments } from '~/projects/list-open-instalments.server'
import { answerPlanForm, planDeeds } from '~/stewardship/plans/answer-plan-form.server'
import { findPlan } from '~/stewardship/plans/find-plan.server'
import { titleOf } from '~/stewardship/plans/plan-list'
import { PlanPage } from '~/stewardship/plans/plan-page'
import { readYearlyUse } from '~/stewardship/plans/read-yearly-use.server'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'plan.see', 'somewhere')
  const found = await findPlan(house.db, by, params.id!)
  if (!found) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const { plan, may } = found
  const funds = await nameFunds(house.db, plan.funds)
  const today = shanghaiDay(house.now())
  const about = plan.project === null ? null : await findProject(house.db, plan.project, today)
  return data(
    {
      ...{ locale, found, title: titleOf(locale, plan) },
      names: Object.fromEntries(Object.entries(funds).map(([slug, name]) => [slug, inLocale(locale, name)])),
      projectName: about && inLocale(locale, { zh: about.project.nameZh, en: about.project.nameEn }),
      instalments: may.pay && plan.project ? await listOpenInstalments(house.db, plan.project) : [],
      yearly: may.pay && plan.project ? await readYearlyUse(house.db, plan.project, today) : [],
      today,
      formId: randomUUID(),
      done: planDeeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'plan.see', 'somewhere')
  const found = await findPlan(house.db, by, params.id!)
  if (!found) throw new Response(null, { status: 404 })
  const planId = found.plan.id
  const locale = localeOfPath(new URL(request.url).pathname)
  const answer = await answerPlanForm(house, by, { planId, request, today: shanghaiDay(house.now()) })
  if (!answer) throw new Response(null, { status: 404 })
  const at = `/desk/plans/${planId}`
  if ('done' in answer) return redirect(pathIn(locale, `${at}?done=${answer.done}`), 303)
  if ('incomplete' in answer) return redirect(pathIn(locale, `${at}/edit?missing=1`), 303)
  return data(answer, { status: answer.refused === null ? 422 : 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function PlanRoute() {
  const { title: _, ...view } = useLoaderData<typeof loader>()
  return <PlanPage {...view} answer={useActionData<typeof action>()} />
}
