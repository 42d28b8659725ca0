import type { Locale } from '~/platform/i18n'

/** What was written, shown to everybody: the reader's language first, the other below it; line breaks stay. */
export function CoverageText({ locale, zh, en }: { locale: Locale; zh: string; en: string }) {
  const texts = [
    { lang: 'zh-CN', text: zh },
    { lang: 'en', text: en },
  ].filter(({ text }) => text !== '')
  if (locale === 'en') texts.reverse()
  return (
    <>
      {texts.map(({ lang, text }, n) => (
        <p
          key={lang}
          lang={lang}
          className={`whitespace-pre-line [overflow-wrap:anywhere] ${n > 0 ? 'text-soft' : ''}`}
        >
          {text}
        </p>
      ))}
    </>
  )
}
