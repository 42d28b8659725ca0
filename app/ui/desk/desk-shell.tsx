import { Form, Link, NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Locale, pathIn, pathInOther } from '~/platform/i18n'
import { Seal } from '../seal'

export interface DeskPlace {
  /** Path without language. */
  path: string
  label: string
  /** What it is for; places of one group stand together. */
  group: string
  /** How many things wait there for a person; none is not shown. */
  waiting?: number
}

export interface DeskShellProps {
  locale: Locale
  /** Where the visitor stands, for the other language's link. */
  pathname: string
  /** Who works here. */
  name: string
  demo: boolean
  places: readonly DeskPlace[]
  children: ReactNode
}

const bar = 'inline-flex min-h-11 items-center'

/** The place that a page belongs to: of places one below the other the nearest. To /desk belongs only the page itself. */
function placeOf(pathname: string, locale: Locale, places: readonly DeskPlace[]): string | undefined {
  const above = places.filter(({ path }) => {
    const own = pathIn(locale, path)
    return pathname === own || (path !== '/desk' && pathname.startsWith(`${own}/`))
  })
  return above.sort((a, b) => b.path.length - a.path.length)[0]?.path
}

function Places({ places, locale, pathname }: Pick<DeskShellProps, 'places' | 'locale' | 'pathname'>) {
  const { t } = useTranslation('desk')
  const here = placeOf(pathname, locale, places)
  const groups = [...new Set(places.map(({ group }) => group))]
  return (
    <nav aria-label={t('menu')} className="desk-places no-print">
      <div className="desk-groups">
        {groups.map((group) => (
          <div key={group} className="desk-group">
            <p className="desk-group-name">{group}</p>
            <ul aria-label={group}>
              {places
                .filter((place) => place.group === group)
                .map(({ path, label, waiting }) => (
                  <li key={path}>
                    <Link
                      to={pathIn(locale, path)}
                      aria-current={path === here ? 'page' : undefined}
                      className="desk-place"
                    >
                      <span>{label}</span>
                      {waiting ? <span className="desk-waiting tabular">{waiting}</span> : null}
                    </Link>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  )
}

/** The desk's frame: who is working, the places they may go to, and the page itself as `main`. Dense, quiet, for keyboards. */
export function DeskShell({ locale, pathname, name, demo, places, children }: DeskShellProps) {
  const { t } = useTranslation('desk')
  return (
    <div className="desk">
      <a href="#content" className="skip-link">
        {t('skipToContent', { ns: 'ui' })}
      </a>
      {demo && (
        <aside
          aria-label={t('demoBanner', { ns: 'ui' })}
          className="no-print bg-amber-tint px-4 py-1 text-sm font-semibold text-amber-text"
        >
          {t('demoBanner', { ns: 'ui' })}
        </aside>
      )}
      <header className="no-print flex flex-wrap items-center gap-x-5 gap-y-0 border-b border-line px-4 sm:px-6">
        <p className={`${bar} me-auto gap-3 py-1.5`}>
          <Seal name="善行" cut="white" straight size={32} />
          <span className="font-serif text-lg font-bold">{t('title')}</span>
        </p>
        {/* Full loads on purpose: the public pages and the other language bring their own texts. */}
        <a href={pathIn(locale, '/')} className={`${bar} link`}>
          {t('toSite')}
        </a>
        <NavLink to={pathIn(locale, '/account')} className={`${bar} link`}>
          {name}
        </NavLink>
        <Form method="post" action={pathIn(locale, '/sign-out')} reloadDocument className="inline">
          <button type="submit" className={`${bar} link`}>
            {t('signOut')}
          </button>
        </Form>
        <a
          href={pathInOther(locale, pathname)}
          hrefLang={locale === 'en' ? 'zh-CN' : 'en'}
          lang={locale === 'en' ? 'zh-CN' : 'en'}
          className={bar}
        >
          <span className="rounded-paper border border-edge px-2 py-0.5 text-sm hover:border-ink">
            {t('otherLanguage', { ns: 'ui' })}
          </span>
        </a>
      </header>
      <div className="desk-body">
        <Places places={places} locale={locale} pathname={pathname} />
        <main id="content" tabIndex={-1} className="desk-page outline-none">
          {children}
        </main>
      </div>
    </div>
  )
}
