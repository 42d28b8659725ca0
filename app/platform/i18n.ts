import type { TFunction } from 'i18next'
import type zhCN from './locales/zh-CN'

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
/** The Chinese texts are the source; English is checked to have the same keys (tests/platform/locales.test.ts). */
export type Texts = typeof zhCN

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: Texts
  }
}

/** `/en/…` is English, everything else Chinese. */
export function localeOfPath(pathname: string): Locale {
  return /^\/en(\/|$)/.test(pathname) ? 'en' : 'zh-CN'
}

/** Pages for people who sign in; their texts are not sent to everyone else. */
export function isBehindSignIn(pathname: string): boolean {
  return /^(\/en)?\/(desk|sign-in|account|join)(\/|$)/.test(pathname)
}

/** Registering for a walk, what its links open, and what a walk and its cards say: pages with texts of their own. */
export function isRegistration(pathname: string): boolean {
  return /^(\/en)?\/(campaigns\/[^/]+\/(register|lost-ticket|pages|walk)|registrations|units|join-unit|fundraise|t|check\/walk)(\/|$)/.test(
    pathname,
  )
}

/** Pledging, and what a pledge's link opens: pages with texts of their own. */
export function isPledge(pathname: string): boolean {
  return /^(\/en)?\/(campaigns\/[^/]+\/pledge|pledges)(\/|$)/.test(pathname)
}

/** What the link of a monthly gift or of a reminder opens: pages with texts of their own. */
export function isMonthly(pathname: string): boolean {
  return /^(\/en)?\/(monthly|reminders)(\/|$)/.test(pathname)
}

/** The big screen brings texts of its own, which no other page is sent. */
export function isBigScreen(pathname: string): boolean {
  return /^(\/en)?\/screen\//.test(pathname)
}

/** The address of `path` (without language, beginning with /) in `locale`. */
export function pathIn(locale: Locale, path: string): string {
  return locale === 'en' ? (path === '/' ? '/en' : `/en${path}`) : path
}

/** The same page in the other language: pathname and search stay. */
export function pathInOther(locale: Locale, pathname: string): string {
  // Doubled slashes would make the rest a foreign host.
  const bare = pathname.replace(/^[/\\]+en(?=[/\\]|$)/, '').replace(/^[/\\]*/, '/')
  return pathIn(locale === 'en' ? 'zh-CN' : 'en', bare)
}

export type Translate<Namespace extends keyof Texts> = TFunction<Namespace>

/** Picks the text of a record that carries both languages. */
export const inLocale = (locale: Locale, text: { zh: string; en: string }) =>
  locale === 'en' ? text.en : text.zh
