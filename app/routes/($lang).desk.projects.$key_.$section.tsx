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
import { textsIn } from '~/platform/texts.server'
import { answerProjectForm } from '~/projects/answer-project-form.server'
import { findDeskProject } from '~/projects/find-desk-project.server'
import { projectDeeds, projectSections } from '~/projects/project-deeds'
import { ProjectDesk } from '~/projects/project-desk'
import { ProjectSection } from '~/projects/project-section'
import { readYearlyUse } from '~/stewardship/plans/read-yearly-use.server'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

const sectionOf = (name: string | undefined) => projectSections.find((one) => one === name)

export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const section = sectionOf(params.section)
  const may = section === 'edit' ? 'project.change' : 'project.see'
  const by = await enter(house.identity, { request, address }, may, 'somewhere')
  const found = await findDeskProject(house.db, by, params.key!)
  if (!section || !found || (section === 'edit' && !found.mayChange))
    throw new Response(null, { status: 404 })
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const today = shanghaiDay(house.now())
  const name = inLocale(locale, { zh: found.project.nameZh, en: found.project.nameEn })
  return data(
    {
      ...{ locale, section, found, formId: randomUUID(), today },
      yearly: section === 'contracts' ? await readYearlyUse(house.db, found.project.key, today) : [],
      title: `${textsIn(locale, 'projecting')(`section.${section}`)} · ${name}`,
      done: projectDeeds.find((deed) => deed === searchParams.get('done')) ?? null,
    },
    { headers: unkept },
  )
}

export async function action({ request, params, context: { house, address } }: ActionFunctionArgs) {
  const section = sectionOf(params.section)
  const by = await enter(house.identity, { request, address }, 'project.change', 'somewhere')
  if (!section) throw new Response(null, { status: 404 })
  const key = params.key!
  const answer = await answerProjectForm(house, by, { key, request, today: shanghaiDay(house.now()) })
  if (!answer) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const here = pathIn(locale, `/desk/projects/${key}/${section}`)
  if ('done' in answer) return redirect(`${here}?done=${answer.done}`, 303)
  return data(answer, { status: answer.refused === null ? 422 : 409, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskProjectSectionPage() {
  const { locale, section, found, formId, today, yearly, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'errors' in answer ? answer : null
  const base = pathIn(locale, `/desk/projects/${found.project.key}`)
  const forms = { here: `${base}/${section}`, formId, today, refused }
  return (
    <ProjectDesk locale={locale} found={found} done={refused ? null : done}>
      <ProjectSection {...{ section, locale, found, forms, base, yearly }} />
    </ProjectDesk>
  )
}
