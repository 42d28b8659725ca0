import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { createI18n, localeOfPath } from './platform/i18n'

async function hydrate() {
  const locale = localeOfPath(window.location.pathname)
  const texts =
    locale === 'en'
      ? await import('./platform/locales/en-pages')
      : await import('./platform/locales/zh-CN-pages')
  const i18n = createI18n(locale, texts.default, initReactI18next)
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    )
  })
}
void hydrate()
