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
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { answerAssistanceForm, assistanceDeeds } from '~/stewardship/assistance/answer-assistance-form.server'
import { AssistancePage } from '~/stewardship/assistance/assistance-page'
import { findAssistance } from '~/stewardship/assistance/find-assistance.server'
import { openPersonBox } from '~/stewardship/assistance/person-box.server'
import { viewAssistance } from '~/stewardship/assistance/view-assistance.server'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'assistance.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const view = await viewAssistance(house.db, by, {
    ...{ id: params.id!, locale, today: shanghaiDay(house.now()) },
  })
  if (!view) throw new Response(null, { status: 404 })
  const done = assistanceDeeds.find((deed) => deed === searchParams.get('done')) ?? null
  return data({ ...view, locale, title: view.batch.title, formId: randomUUID(), done }, { headers: unkept })
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'assistance.see', 'somewhere')
  const batchId = params.id!
  if (!(await findAssistance(house.db, by, batchId))) throw new Response(null, { status: 404 })
  const sent = await request.formData().catch(() => null)
  if (!sent) throw new Response(null, { status: 400 })
  const form = Object.fromEntries([...sent].map(([name, value]) => [name, String(value).slice(0, 1_000)]))
  const box = openPersonBox(house.config)
  const answer = await answerAssistanceForm({ db: house.db, box }, by, { batchId, form })
  if (!answer) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  if ('done' in answer)
    return redirect(pathIn(locale, `/desk/assistance/${batchId}?done=${answer.done}`), 303)
  if ('persons' in answer) return data(answer, { headers: unkept })
  return data(answer, { status: answer.refused === null ? 422 : 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function AssistanceRoute() {
  return <AssistancePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
