import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { createI18n } from './platform/create-i18n'
import { isBehindSignIn, isBigScreen, isRegistration, type Locale, localeOfPath } from './platform/i18n'

function textsOf(locale: Locale, pathname: string) {
  if (isBigScreen(pathname))
    return locale === 'en'
      ? import('./platform/locales/screen-en')
      : import('./platform/locales/screen-zh-CN')
  if (isRegistration(pathname))
    return locale === 'en'
      ? import('./platform/locales/registration-en')
      : import('./platform/locales/registration-zh-CN')
  if (isBehindSignIn(pathname))
    return locale === 'en' ? import('./platform/locales/desk-en') : import('./platform/locales/desk-zh-CN')
  return locale === 'en' ? import('./platform/locales/en-pages') : import('./platform/locales/zh-CN-pages')
}

async function hydrate() {
  const { pathname } = window.location
  const locale = localeOfPath(pathname)
  const texts = await textsOf(locale, pathname)
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
