import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useParams,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './app.css'
import { localeOfPath, pathInOther } from './platform/i18n'
import { ErrorPage, errorKind } from './ui/error-page'
import { useNonce } from './ui/nonce'
import { pageMeta } from './ui/page-meta'
import { SiteShell } from './ui/site-shell'

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'icon', href: '/favicon.png', type: 'image/png', sizes: '48x48' },
  { rel: 'apple-touch-icon', href: '/apple-touch-icon.png' },
]

export function loader({ params, context }: LoaderFunctionArgs) {
  const { SHANXING_DEMO, PUBLIC_URL } = context.house.config
  return data({ demo: SHANXING_DEMO, publicUrl: PUBLIC_URL }, { status: isLanguage(params.lang) ? 200 : 404 })
}
/** The optional first segment of the routes matches any word; only `en` is a language. */
const isLanguage = (segment: string | undefined) => segment === undefined || segment === 'en'

export const shouldRevalidate = () => false
export { pageHeaders as headers } from './ui/page-headers'

/** For pages that bring no `meta` of their own. */
export const meta: MetaFunction = (args) => pageMeta(args, {})

/** A route may stand alone on the screen: `export const handle = { shell: 'bare' }`. It then brings its own `main`. */
export interface ShellHandle {
  shell?: 'bare'
}

const statusOf = (error: unknown) => (isRouteErrorResponse(error) ? error.status : 500)

export function Layout({ children }: { children: ReactNode }) {
  const { t } = useTranslation('ui')
  const { pathname } = useLocation()
  const locale = localeOfPath(pathname)
  const nonce = useNonce()
  const error = useRouteError()
  const known = isLanguage(useParams().lang)
  const failed = error ? statusOf(error) : known ? null : 404
  const origin = useRouteLoaderData<typeof loader>('root')?.publicUrl ?? ''
  const other = pathInOther(locale, pathname)
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#fbf7f0" />
        <meta property="csp-nonce" nonce={nonce} />
        {failed ? <title>{`${t(`error.${errorKind(failed)}Title`)} · ${t('siteName')}`}</title> : <Meta />}
        {!failed && (
          <>
            <link rel="alternate" hrefLang={locale} href={origin + pathname} />
            <link rel="alternate" hrefLang={locale === 'en' ? 'zh-CN' : 'en'} href={origin + other} />
            <link rel="alternate" hrefLang="x-default" href={origin + (locale === 'en' ? other : pathname)} />
          </>
        )}
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  const bare = useMatches().some((match) => (match.handle as ShellHandle | undefined)?.shell === 'bare')
  const demo = useRouteLoaderData<typeof loader>('root')?.demo ?? false
  const known = isLanguage(useParams().lang)
  if (bare && known) return <Outlet />
  return <SiteShell demo={demo}>{known ? <Outlet /> : <ErrorPage status={404} />}</SiteShell>
}

export function ErrorBoundary() {
  const demo = useRouteLoaderData<typeof loader>('root')?.demo ?? false
  return (
    <SiteShell demo={demo}>
      <ErrorPage status={statusOf(useRouteError())} />
    </SiteShell>
  )
}
