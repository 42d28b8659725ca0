import { NavLink } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { projectSections } from './project-deeds'

/** The pages of one project; `here` is its own. */
export function ProjectNav({ here, mayChange }: { here: string; mayChange: boolean }) {
  const { t } = useTranslation('projecting')
  return (
    <nav aria-label={t('over.toSections')} className="flex flex-wrap gap-x-5 border-b border-line">
      <NavLink to={here} end className="nav-link inline-flex min-h-11 items-center">
        {t('section.overview')}
      </NavLink>
      {projectSections
        .filter((section) => mayChange || section !== 'edit')
        .map((section) => (
          <NavLink
            key={section}
            to={`${here}/${section}`}
            className="nav-link inline-flex min-h-11 items-center"
          >
            {t(`section.${section}`)}
          </NavLink>
        ))}
    </nav>
  )
}
