import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { listProjects } from '~/projects/list-projects.server'
import { ProjectList } from '~/projects/project-list'
import { showProjects } from '~/projects/show-projects.server'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  return { locale, view: showProjects(locale, await listProjects(house.db), searchParams) }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.view.title, description: args.data?.view.description })

export default function ProjectsPage() {
  const { locale, view } = useLoaderData<typeof loader>()
  return (
    <div className="page space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{view.title}</h1>
        <p className="mt-2 max-w-prose text-lg text-soft">{view.lead}</p>
      </header>
      <ProjectList view={view} here={pathIn(locale, '/projects')} />
    </div>
  )
}
