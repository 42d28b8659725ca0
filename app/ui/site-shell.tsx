import { Link, NavLink, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { localeOfPath, pathIn, pathInOther } from '~/platform/i18n'
import { Seal } from './seal'

export interface SiteShellProps {
  /** The demonstration says so on every page. */
  demo: boolean
  children: ReactNode
}

const bar = 'inline-flex min-h-11 items-center'

function DemoBanner() {
  const { t } = useTranslation('ui')
  return (
    <aside aria-label={t('demoLinks')} className="no-print bg-amber-tint text-amber-text">
      <div className="page flex flex-wrap items-center justify-between gap-x-4 max-sm:text-sm">
        <p className="py-1 font-semibold">{t('demoBanner')}</p>
        {/* These are not pages of the site itself: plain links that leave the client router. */}
        <p className="flex gap-x-4">
          <a href="/demo/mailbox" className={`${bar} underline underline-offset-4`}>
            {t('demoMailbox')}
          </a>
          <a href="/sandbox/" className={`${bar} underline underline-offset-4`}>
            {t('demoSandbox')}
          </a>
        </p>
      </div>
    </aside>
  )
}

function Header() {
  const { t } = useTranslation('ui')
  const { pathname, search } = useLocation()
  const locale = localeOfPath(pathname)
  const places = [
    ['/projects', t('menu.projects')],
    ['/disclosures', t('menu.disclosures')],
    ['/funds', t('menu.funds')],
    ['/ledger', t('menu.log')],
    ['/search', t('menu.search')],
  ] as const
  return (
    <header className="no-print border-b border-line">
      <div className="page flex flex-wrap items-center gap-x-6 pt-2 lg:flex-nowrap lg:py-2">
        <Link
          to={pathIn(locale, '/')}
          className="flex min-h-11 min-w-0 flex-1 items-center gap-3 lg:flex-none"
        >
          <Seal name="善行" cut="white" straight size={44} />
          <span className="min-w-0 leading-tight">
            <span className="block font-serif text-lg font-bold">{t('siteName')}</span>
            <span className="block text-sm text-soft">{t('federation')}</span>
          </span>
        </Link>
        <nav
          aria-label={t('menuLabel')}
          className="order-last -mx-1 flex basis-full flex-wrap justify-between lg:order-none lg:mx-0 lg:ms-auto lg:basis-auto lg:justify-end lg:gap-x-2"
        >
          {places.map(([path, label]) => (
            <NavLink
              key={path}
              to={pathIn(locale, path)}
              className={`nav-link ${bar} px-1 max-[359px]:text-[0.9rem] lg:px-2`}
            >
              {label}
            </NavLink>
          ))}
        </nav>
        {/* A full load on purpose: the other language's texts come with its first page. */}
        <a
          href={pathInOther(locale, pathname) + search}
          hrefLang={locale === 'en' ? 'zh-CN' : 'en'}
          lang={locale === 'en' ? 'zh-CN' : 'en'}
          className="inline-flex min-h-11 shrink-0 items-center lg:ps-2"
        >
          <span className="rounded-paper border border-edge px-2 py-0.5 text-sm hover:border-ink">
            {t('otherLanguage')}
          </span>
        </a>
      </div>
    </header>
  )
}

function Footer() {
  const { t } = useTranslation('ui')
  const locale = localeOfPath(useLocation().pathname)
  return (
    <footer className="no-print mt-16 border-t border-line bg-sunk">
      <div className="page grid gap-x-12 gap-y-4 py-8 md:grid-cols-[1fr_auto]">
        <div>
          <p className="font-serif text-lg font-bold">{t('federation')}</p>
          <p className="mt-1 max-w-prose">{t('footer.checkable')}</p>
        </div>
        <nav aria-label={t('footer.label')} className="flex flex-wrap gap-x-6 md:justify-end">
          <Link to={pathIn(locale, '/ledger')} className={`${bar} link`}>
            {t('menu.log')}
          </Link>
          <Link to={pathIn(locale, '/check')} className={`${bar} link`}>
            {t('menu.check')}
          </Link>
          <a href="/api/v1/openapi.json" className={`${bar} link`}>
            {t('footer.openData')}
          </a>
          <a href={pathIn(locale, '/sign-in')} className={`${bar} link`}>
            {t('footer.signIn')}
          </a>
        </nav>
        <p className="text-sm text-soft md:col-span-2">{t('footer.licence')}</p>
      </div>
    </footer>
  )
}

/** Skip link, demonstration banner, header, the page's own matter as `main`, footer. */
export function SiteShell({ demo, children }: SiteShellProps) {
  const { t } = useTranslation('ui')
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#content" className="skip-link">
        {t('skipToContent')}
      </a>
      {demo && <DemoBanner />}
      <Header />
      <main id="content" tabIndex={-1} className="flex-1 pt-6 outline-none sm:pt-10">
        {children}
      </main>
      <Footer />
    </div>
  )
}
