import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerDisclosureForm, disclosureDeeds } from '~/disclosures/desk/answer-disclosure-form.server'
import { DisclosurePage } from '~/disclosures/desk/disclosure-page'
import { readDeskDisclosure } from '~/disclosures/desk/read-desk-disclosure.server'
import { noticeWords } from '~/disclosures/notice/notice-words.server'
import { readQuarter } from '~/disclosures/statement/quarter'
import { can, canAgree } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { pageMeta } from '~/ui/page-meta'
import { figureSources } from '~/wiring.server'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'disclosure.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const quarter = readQuarter(params.period!)
  const today = shanghaiDay(house.now())
  const found =
    quarter && (await readDeskDisclosure(house.db, { project: params.key!, quarter, today }, figureSources))
  if (!quarter || !found) throw new Response(null, { status: 404 })
  const { written } = found
  const others = written !== null && written.proposedBy !== by.id && written.writtenBy !== by.id
  return data(
    {
      ...found,
      ...{ locale, words: noticeWords(locale), name: found.preview.project.name[locale] },
      mayWrite: can(by, 'disclosure.write'),
      mayDecide: others && canAgree(by, 'disclosure.publish'),
      mayWithdraw: written?.proposedBy === by.id,
      over: today > quarter.to,
      done: disclosureDeeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'disclosure.see', 'somewhere')
  const [project, quarter] = [params.key!, readQuarter(params.period!)]
  if (!quarter) throw new Response(null, { status: 404 })
  const asked = { project, quarter, sent: await request.formData(), today: shanghaiDay(house.now()) }
  const room = { db: house.db, sources: figureSources, executors: house.executors }
  const answer = await answerDisclosureForm(room, by, asked)
  if (!answer) throw new Response(null, { status: 404 })
  const here = pathIn(
    localeOfPath(new URL(request.url).pathname),
    `/desk/disclosures/${project}/${quarter.period}`,
  )
  if ('done' in answer) return redirect(`${here}?done=${answer.done}`, 303)
  return data(answer, { status: answer.refused === 'invalid' ? 422 : 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.name, unlisted: true })

export default function DeskDisclosurePage() {
  return <DisclosurePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
