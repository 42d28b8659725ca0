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
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { createProject } from '~/projects/create-project.server'
import { NewProjectForm } from '~/projects/new-project-form'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

const unkept = { 'Cache-Control': 'private, no-store' }

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'project.change', 'somewhere')
  const locale = localeOfPath(new URL(request.url).pathname)
  return data({ locale, title: textsIn(locale, 'projecting')('new.title') }, { headers: unkept })
}

export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'project.change', 'somewhere')
  const sent = await request.formData().catch(() => null)
  if (!sent) throw new Response(null, { status: 400 })
  const form = Object.fromEntries([...sent].map(([name, value]) => [name, String(value).slice(0, 5_000)]))
  const made = await createProject(house.db, by, { text: (name) => form[name] ?? '' })
  const locale = localeOfPath(new URL(request.url).pathname)
  if (made.ok) return redirect(pathIn(locale, `/desk/projects/${made.key}?done=create`), 303)
  if (made.reason === 'not-allowed') throw new Response(null, { status: 404 })
  return data({ refused: null, at: 'new', form, errors: made.errors ?? {} }, { status: 422, headers: unkept })
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function NewProjectPage() {
  const { locale, title } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() ?? null
  const { t } = useTranslation('projecting')
  const here = pathIn(locale, '/desk/projects')
  return (
    <div className="space-y-6">
      <DeskHeading title={title} lead={t('new.lead')} back={{ to: here, label: t('back') }} />
      <NewProjectForm locale={locale} here={`${here}/new`} refused={refused} />
    </div>
  )
}
