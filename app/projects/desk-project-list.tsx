import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import { SearchForm } from '~/ui/desk/search-form'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { ListedProject, ProjectFilter } from './list-desk-projects.server'
import { formatSpan, projectStates, stateWords } from './project'
import { ProjectStateTag } from './project-state-tag'

interface DeskProjectListProps {
  locale: Locale
  here: string
  projects: readonly ListedProject[]
}

/** Projects for the desk, with what waits for somebody. */
export function DeskProjectList({ locale, here, projects }: DeskProjectListProps) {
  const { t } = useTranslation('projecting')
  return (
    <Table
      caption={t('list.caption')}
      captionHidden
      rows={projects}
      rowKey={(p) => p.key}
      columns={[
        {
          id: 'name',
          header: t('column.name'),
          rowHeader: true,
          cell: (p) => (
            <>
              <Link className="link inline-block py-1 [overflow-wrap:anywhere]" to={`${here}/${p.key}`}>
                {inLocale(locale, { zh: p.nameZh, en: p.nameEn })}
              </Link>
              <span className="block text-sm font-normal text-soft">
                {inLocale(locale, { zh: p.servedZh, en: p.servedEn })} · {formatSpan(locale, p)}
              </span>
            </>
          ),
        },
        {
          id: 'state',
          header: t('column.state'),
          cell: (p) => (
            <ProjectStateTag state={{ is: p.state, say: inLocale(locale, stateWords[p.state]) }} />
          ),
        },
        {
          id: 'waits',
          header: t('column.overdue'),
          align: 'end',
          cell: (p) => (p.overdue > 0 ? <Tag tone="attention">{p.overdue}</Tag> : 0),
        },
        { id: 'payable', header: t('column.payable'), align: 'end', wideOnly: true, cell: (p) => p.payable },
      ]}
    />
  )
}

/** Narrows the list by words and state. */
export function ProjectSearchForm({
  locale,
  here,
  filter,
}: {
  locale: Locale
  here: string
  filter: ProjectFilter
}) {
  const { t } = useTranslation('projecting')
  const options = projectStates.map((value) => ({ value, label: inLocale(locale, stateWords[value]) }))
  return (
    <SearchForm
      here={here}
      typed={{ label: t('search.q'), value: filter.q }}
      choices={[{ name: 'state', label: t('search.state'), value: filter.state, options }]}
    />
  )
}
