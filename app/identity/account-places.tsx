import { NavLink } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Locale, pathIn } from '~/platform/i18n'

const places = [
  ['/account', 'places.account'],
  ['/account/gifts', 'places.gifts'],
  ['/account/passkeys', 'places.passkeys'],
] as const

/** The pages of one's own account. */
export function AccountPlaces({ locale }: { locale: Locale }) {
  const { t } = useTranslation('account')
  return (
    <nav aria-label={t('places.label')} className="-mx-1 flex flex-wrap gap-x-4 border-b border-line pb-1">
      {places.map(([path, label]) => (
        <NavLink
          key={path}
          to={pathIn(locale, path)}
          end
          className="nav-link inline-flex min-h-11 items-center px-1"
        >
          {t(label)}
        </NavLink>
      ))}
    </nav>
  )
}
