import { type Locale, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { PublishedNews } from '../publication/list-published.server'
import { sayQuarter } from '../statement/quarter'

const escaped: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** What XML 1.0 (§2.2) has no way to say, not even escaped: one such character and no reader opens the feed. */
const unsayable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
const xml = (text: string) => text.replace(unsayable, '').replace(/[&<>"']/g, (c) => escaped[c]!)

/** What was published last as an Atom feed (RFC 4287): one entry for each version, its id never another's. */
export function writeFeed(
  news: readonly PublishedNews[],
  { locale, publicUrl }: { locale: Locale; publicUrl: string },
): string {
  const t = textsIn(locale, 'disclosed')
  const self = publicUrl + pathIn(locale, '/disclosures/feed.xml')
  const updated = (news[0]?.publishedAt ?? new Date(0)).toISOString()
  const entries = news.map(({ id, project, period, version, name, publishedAt, explanation }) => {
    const said = { name: name[locale], quarter: sayQuarter(locale, period), version }
    const title = version > 1 ? t('feedCorrection', said) : t('feedEntry', said)
    const at = `${publicUrl}${pathIn(locale, `/projects/${project}/disclosures/${period}`)}?version=${version}`
    const summary = explanation[locale] ? `\n    <summary>${xml(explanation[locale])}</summary>` : ''
    return `
  <entry>
    <id>urn:uuid:${id}</id>
    <title>${xml(title)}</title>
    <link rel="alternate" href="${xml(at)}"/>
    <updated>${publishedAt.toISOString()}</updated>${summary}
  </entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">
  <id>${xml(self)}</id>
  <title>${xml(t('feedTitle'))}</title>
  <updated>${updated}</updated>
  <link rel="self" href="${xml(self)}"/>
  <link rel="alternate" href="${xml(publicUrl + pathIn(locale, '/disclosures'))}"/>
  <author><name>${xml(t('federation'))}</name></author>${entries.join('')}
</feed>
`
}
