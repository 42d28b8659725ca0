import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { answerPlanEdit } from '~/stewardship/plans/answer-plan-edit.server'
import { PlanFormView } from '~/stewardship/plans/plan-form-view'
import { readPlanChoices } from '~/stewardship/plans/read-plan-choices.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'plan.file', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  const choices = await readPlanChoices(house.db, by, locale, 'plan.file')
  const title = textsIn(locale, 'plans')('form.newTitle')
  return data({ locale, title, formId: randomUUID(), version: 0, ...choices }, { headers: unkept })
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'plan.file', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  const answer = await answerPlanEdit(house, by, { planId: null, request, today: shanghaiDay(house.now()) })
  if (!answer) throw new Response(null, { status: 404 })
  if ('errors' in answer) return data(answer, { status: 422, headers: unkept })
  const at = `/desk/plans/${answer.planId}`
  return redirect(
    pathIn(locale, answer.outcome === 'incomplete' ? `${at}/edit?missing=1` : `${at}?done=${answer.outcome}`),
    303,
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function NewPlanPage() {
  const { title, ...view } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('plans')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('form.lead')}
        back={{ to: pathIn(view.locale, '/desk/plans'), label: t('title') }}
      />
      <PlanFormView {...view} form={refused?.form ?? {}} errors={refused?.errors ?? {}} refused={null} />
    </div>
  )
}
