import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { Notice } from '~/ui/notice'
import type { DeskProject } from './find-desk-project.server'
import { stateWords } from './project'
import type { ProjectDeed } from './project-deeds'
import { ProjectNav } from './project-nav'
import { ProjectStateTag } from './project-state-tag'

/** What every page of a project at the desk begins with. */
export function ProjectDesk({
  locale,
  found: { project, mayChange },
  done,
  children,
}: {
  locale: Locale
  found: DeskProject
  done: ProjectDeed | null
  children: ReactNode
}) {
  const { t } = useTranslation('projecting')
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={inLocale(locale, { zh: project.nameZh, en: project.nameEn })}
        back={{ to: pathIn(locale, '/desk/projects'), label: t('back') }}
        lead={
          <Link
            className="link inline-flex min-h-11 items-center"
            to={pathIn(locale, `/projects/${project.key}`)}
          >
            {t('toPublic')}
          </Link>
        }
        aside={
          <ProjectStateTag state={{ is: project.state, say: inLocale(locale, stateWords[project.state]) }} />
        }
      />
      <ProjectNav here={pathIn(locale, `/desk/projects/${project.key}`)} mayChange={mayChange} />
      {done && <Notice kind="done" live title={t(`done.${done}`)} />}
      {children}
    </div>
  )
}
