import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { canSomewhere } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskProjectList, ProjectSearchForm } from '~/projects/desk-project-list'
import { listDeskProjects, readProjectFilter } from '~/projects/list-desk-projects.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'

export { pageHeaders as headers } from '~/ui/page-headers'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'project.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readProjectFilter(searchParams)
  return data(
    {
      ...{ locale, filter, search: searchParams.toString() },
      title: textsIn(locale, 'projecting')('title'),
      projects: await listDeskProjects(house.db, filter, shanghaiDay(house.now())),
      mayChange: canSomewhere(by, 'project.change'),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function DeskProjectsPage() {
  const { locale, title, projects, filter, search, mayChange } = useLoaderData<typeof loader>()
  const { t } = useTranslation('projecting')
  const here = pathIn(locale, '/desk/projects')
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('lead')}
        aside={mayChange && <LinkButton to={`${here}/new`}>{t('toNew')}</LinkButton>}
      />
      <ProjectSearchForm locale={locale} here={here} filter={filter} />
      {projects.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneHint')}</EmptyState>
      ) : (
        <>
          <DeskProjectList locale={locale} here={here} projects={projects} />
          <ExportLinks to={`${here}/export`} query={search} label={t('list.export')} />
        </>
      )}
    </div>
  )
}
