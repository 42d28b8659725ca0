import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { answerPlanEdit } from '~/stewardship/plans/answer-plan-edit.server'
import { findPlan } from '~/stewardship/plans/find-plan.server'
import { fieldsOfPlan, findMissing, type PlanErrors } from '~/stewardship/plans/plan-form'
import { PlanFormView } from '~/stewardship/plans/plan-form-view'
import { readPlanChoices } from '~/stewardship/plans/read-plan-choices.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'plan.file', 'somewhere')
  const found = await findPlan(house.db, by, params.id!)
  if (!found) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  if (!found.may.edit) throw redirect(pathIn(locale, `/desk/plans/${found.plan.id}`))
  const missing: PlanErrors = searchParams.has('missing') ? findMissing(found.draft, found.files.length) : {}
  const title = textsIn(locale, 'plans')('form.editTitle', { number: found.plan.number })
  return data(
    {
      ...{ locale, title, missing, id: found.plan.id, version: found.plan.version, name: found.plan.titleZh },
      form: fieldsOfPlan(found.draft),
      ...(await readPlanChoices(house.db, by, locale, 'plan.file')),
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'plan.file', 'somewhere')
  const found = await findPlan(house.db, by, params.id!)
  if (!found) throw new Response(null, { status: 404 })
  const planId = found.plan.id
  const locale = localeOfPath(new URL(request.url).pathname)
  const answer = await answerPlanEdit(house, by, { planId, request, today: shanghaiDay(house.now()) })
  if (!answer) throw new Response(null, { status: 404 })
  if ('errors' in answer) return data(answer, { status: answer.refused ? 409 : 422, headers: unkept })
  const at = `/desk/plans/${planId}`
  return redirect(
    pathIn(locale, answer.outcome === 'incomplete' ? `${at}/edit?missing=1` : `${at}?done=${answer.outcome}`),
    303,
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function EditPlanPage() {
  const { title, name, missing, id, form, ...view } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <div className="space-y-6">
      <DeskHeading title={title} back={{ to: pathIn(view.locale, `/desk/plans/${id}`), label: name }} />
      <PlanFormView
        key={view.version}
        {...view}
        formId={id}
        version={Number(refused?.form.version ?? view.version)}
        form={refused?.form ?? form}
        errors={refused?.errors ?? missing}
        refused={refused?.refused ?? null}
      />
    </div>
  )
}
