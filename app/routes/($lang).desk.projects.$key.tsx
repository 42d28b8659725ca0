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
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { answerProjectForm } from '~/projects/answer-project-form.server'
import { findDeskProject } from '~/projects/find-desk-project.server'
import { projectDeeds } from '~/projects/project-deeds'
import { ProjectDesk } from '~/projects/project-desk'
import { ProjectOverview } from '~/projects/project-overview'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'project.see', 'somewhere')
  const found = await findDeskProject(house.db, by, params.key!)
  if (!found) throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  return data(
    {
      ...{ locale, found, formId: randomUUID(), today: shanghaiDay(house.now()) },
      title: inLocale(locale, { zh: found.project.nameZh, en: found.project.nameEn }),
      done: projectDeeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'project.change', 'somewhere')
  const key = params.key!
  const answer = await answerProjectForm(house, by, { key, request, today: shanghaiDay(house.now()) })
  if (!answer) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  if ('done' in answer) return redirect(pathIn(locale, `/desk/projects/${key}?done=${answer.done}`), 303)
  return data(answer, { status: answer.refused === null ? 422 : 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskProjectPage() {
  const { locale, found, formId, today, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'errors' in answer ? answer : null
  const here = pathIn(locale, `/desk/projects/${found.project.key}`)
  return (
    <ProjectDesk locale={locale} found={found} done={refused ? null : done}>
      <ProjectOverview locale={locale} found={found} forms={{ here, formId, today, refused }} />
    </ProjectDesk>
  )
}
