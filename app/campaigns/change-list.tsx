import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { isEmpty, type NamesBySlug, sayChange } from './say-change'
import { textChange } from './text-change'

export interface Change {
  name: string
  before: unknown
  after: unknown
}

export interface ChangeListProps {
  locale: Locale
  changes: readonly Change[]
  names: NamesBySlug
}

/** Every fact whose changes are told; what the trail holds besides is not for this list. */
const told = [
  'state',
  'series',
  'edition',
  'nameZh',
  'nameEn',
  'summaryZh',
  'summaryEn',
  'storyZh',
  'storyEn',
  'aboutZh',
  'aboutEn',
  'purposeZh',
  'purposeEn',
  'startsOn',
  'endsOn',
  'eventOn',
  'levelsKm',
  'placeZh',
  'placeEn',
  'goalFen',
  'cover',
  'coverAltZh',
  'coverAltEn',
  'membersOnly',
  'filingNumber',
  'designatedPlatform',
  'designatedPlatformEn',
  'donorMayChoose',
  'routes',
  'kind',
  'restricted',
  'position',
] as const
const long = /^(story|about|purpose|summary)/

/** A text of one language says so, on pages of the other too. */
const langOf = (name: string) =>
  /Zh$|^designatedPlatform$/.test(name) ? 'zh-CN' : /En$/.test(name) ? 'en' : undefined

/** What an act's before and after say, as changes in the order of the form. */
export const changesOf = (
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Change[] =>
  told
    .filter((name) => after && name in after)
    .map((name) => ({ name, before: before?.[name], after: after![name] }))
    // Of what was new, only what was said.
    .filter((c) => (before ? JSON.stringify(c.before) !== JSON.stringify(c.after) : !isEmpty(c.after)))

/** What was, and what is: said in words, so that colour and strokes only help. */
export function ChangeList({ locale, changes, names }: ChangeListProps) {
  const { t } = useTranslation('editing')
  return (
    <dl className="divide-y divide-line border-y border-line">
      {changes.map((change) => (
        <div key={change.name} className="gap-x-4 py-2 sm:grid sm:grid-cols-[9rem_1fr]">
          <dt className="text-sm text-soft sm:pt-0.5">{t(`field.${change.name}` as 'field.series')}</dt>
          <dd className="min-w-0 whitespace-pre-line [overflow-wrap:anywhere]">
            <Values locale={locale} change={change} names={names} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Values({ locale, change, names }: { locale: Locale; change: Change; names: NamesBySlug }) {
  const { t } = useTranslation('editing')
  const { name, before, after } = change
  const lang = langOf(name)
  if (long.test(name) && typeof before === 'string' && typeof after === 'string' && before && after) {
    const { start, removed, added, end } = textChange(before, after)
    return (
      <>
        <span lang={lang}>{start}</span>
        {removed && <Removed lang={lang}>{removed}</Removed>}
        {added && <Added lang={lang}>{added}</Added>}
        <span lang={lang}>{end}</span>
      </>
    )
  }
  const now = <Value locale={locale} name={name} value={after} names={names} />
  if (before === undefined) return now
  return (
    <span className="flex flex-col gap-1">
      <span>
        <span className="me-2 text-sm text-soft">{t('history.before')}</span>
        {isEmpty(before) ? (
          t('value.none')
        ) : (
          <Value locale={locale} name={name} value={before} names={names} />
        )}
      </span>
      <span>
        <span className="me-2 text-sm text-soft">{t('history.after')}</span>
        {isEmpty(after) ? t('value.none') : now}
      </span>
    </span>
  )
}

function Removed({ lang, children }: { lang?: string; children: string }) {
  const { t } = useTranslation('editing')
  return (
    <del className="bg-kapok-tint text-kapok-text">
      <span className="sr-only">{t('history.removed')}</span>
      <span lang={lang}>{children}</span>
    </del>
  )
}
function Added({ lang, children }: { lang?: string; children: string }) {
  const { t } = useTranslation('editing')
  return (
    <ins className="bg-banyan-tint text-banyan-text">
      <span className="sr-only">{t('history.added')}</span>
      <span lang={lang}>{children}</span>
    </ins>
  )
}

function Value({
  locale,
  name,
  value,
  names,
}: {
  locale: Locale
  name: string
  value: unknown
  names: NamesBySlug
}) {
  const { t } = useTranslation('editing')
  const lines = sayChange(t, locale, { name, value, names })
  if (isEmpty(value)) return <>{lines[0]}</>
  if (name !== 'routes') return <span lang={langOf(name)}>{lines[0]}</span>
  return (
    <span className="inline-flex flex-col align-top">
      {lines.map((line) => (
        <span key={line} className="tabular">
          {line}
        </span>
      ))}
    </span>
  )
}
