import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { createI18n } from './platform/create-i18n'
import {
  isBehindSignIn,
  isBigScreen,
  isMonthly,
  isPledge,
  isRegistration,
  type Locale,
  localeOfPath,
} from './platform/i18n'

function textsOf(locale: Locale, pathname: string) {
  if (isBigScreen(pathname))
    return locale === 'en'
      ? import('./platform/locales/screen-en')
      : import('./platform/locales/screen-zh-CN')
  if (isRegistration(pathname))
    return locale === 'en'
      ? import('./platform/locales/registration-en')
      : import('./platform/locales/registration-zh-CN')
  if (isMonthly(pathname))
    return locale === 'en'
      ? import('./platform/locales/monthly-en')
      : import('./platform/locales/monthly-zh-CN')
  if (isPledge(pathname))
    return locale === 'en'
      ? import('./platform/locales/pledge-en')
      : import('./platform/locales/pledge-zh-CN')
  if (isBehindSignIn(pathname))
    return locale === 'en' ? import('./platform/locales/desk-en') : import('./platform/locales/desk-zh-CN')
  return locale === 'en' ? import('./platform/locales/en-pages') : import('./platform/locales/zh-CN-pages')
}

/**
 * Remix decodes the page's data while RemixBrowser renders for the first time, and RemixBrowser waits for that by throwing a
 * promise (`@remix-run/react`, browser.js) with no Suspense boundary above it. A click or a key between `hydrateRoot` and that
 * render makes React 18 render the whole document at once, which may not wait: error 345, "Root did not complete", and the page
 * never comes alive (tests/browser/hydration.spec.ts). So the data is decoded before React listens to the page; until then a
 * click is the browser's own, as it is without scripts. RemixBrowser throws before its first hook. A version that does not
 * throws something else here, which is nothing to wait for, and the page hydrates as it always did.
 */
async function whenDataIsDecoded() {
  try {
    RemixBrowser({})
  } catch (thrown) {
    if (thrown instanceof Promise) await thrown
  }
}

async function hydrate() {
  const { pathname } = window.location
  const locale = localeOfPath(pathname)
  const [texts] = await Promise.all([textsOf(locale, pathname), whenDataIsDecoded()])
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
