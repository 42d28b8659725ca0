import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Disclosure } from '~/ui/disclosure'
import { Table } from '~/ui/table'
import { type ActChange, actChanges, actKey } from './act-words'
import type { Act } from './list-acts.server'

export interface ActListProps {
  locale: Locale
  acts: readonly Act[]
  /** The trail's address, to which a search is added. */
  trail: string
}

/** Acts, newest first: who, what, to what, from where, and what changed. */
export function ActList({ locale, acts, trail }: ActListProps) {
  return (
    <ol className="divide-y divide-line border-y border-line">
      {acts.map((act) => (
        <Line key={act.id.toString()} locale={locale} act={act} trail={trail} />
      ))}
    </ol>
  )
}

function Line({ locale, act, trail }: { locale: Locale; act: Act; trail: string }) {
  const { t, i18n } = useTranslation('people')
  const key = actKey(act.action)
  const known = i18n.exists(`people:act.${key}`)
  const sort = act.subjectKind.replace(/^.+-list$/, 'list')
  const kind = i18n.exists(`people:subject.${sort}`) ? t(`subject.${sort}` as 'subject.campaign') : sort
  const about = `${act.subjectKind}:${act.subjectId}`
  const changes = actChanges(act.before, act.after)
  const who = act.actorKind === 'software' ? t('trail.software') : act.actorName
  return (
    <li className="py-3">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold">
          {known ? t(`act.${key}` as 'act.person-invite') : <code>{act.action}</code>}
        </span>
        <Link
          className="link inline-block py-1 [overflow-wrap:anywhere]"
          to={`${trail}?${new URLSearchParams({ subject: about })}`}
        >
          {kind} {shortId(act.subjectId)}
        </Link>
      </p>
      <p className="text-sm text-soft">
        <time dateTime={act.at.toISOString()} className="tabular">
          {formatInstant(locale, act.at)}
        </time>
        {' · '}
        <Link className="link inline-block py-1" to={`${trail}?person=${encodeURIComponent(act.actorId)}`}>
          {who}
        </Link>
        {act.actorKind === 'pass' && ` (${t('trail.pass')})`}
        {act.actorKind !== 'software' && ` · ${t('trail.at', { from: act.from })}`}
      </p>
      {act.note && (
        <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]">
          {t('trail.note', { note: act.note })}
        </p>
      )}
      {changes.length > 0 && (
        <Disclosure summary={<span className="font-normal">{t('trail.changes')}</span>} bare>
          <Changes changes={changes} />
        </Disclosure>
      )}
    </li>
  )
}

/** Of an id its beginning is enough for the eye, and of all things at once nothing; the link carries all of it. */
const shortId = (id: string) =>
  id === '*' ? '' : /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? id.slice(0, 8) : id

function Changes({ changes }: { changes: readonly ActChange[] }) {
  const { t, i18n } = useTranslation('people')
  const named = (field: string) =>
    i18n.exists(`people:field.${field}`) ? t(`field.${field}` as 'field.role') : field
  const label = (field: string) => (named(field) === field ? <code>{field}</code> : named(field))
  const words = (field: string, value: unknown): string => {
    if (value === undefined || value === null || value === '') return t('trail.nothing')
    if (typeof value === 'boolean') return value ? t('trail.yes') : t('trail.no')
    if (Array.isArray(value)) return value.map((one) => words(field, one)).join('; ') || t('trail.nothing')
    if (typeof value === 'object') {
      return Object.entries(value)
        .map(([name, one]) => `${named(name)} ${words(name, one)}`)
        .join(', ')
    }
    const text = String(value)
    if (field === 'role' && i18n.exists(`people:role.${text}`)) return t(`role.${text}` as 'role.auditor')
    if (/^(state|decision)$/.test(field) && i18n.exists(`people:state.${text}`))
      return t(`state.${text}` as 'state.open')
    return text
  }
  return (
    <Table
      caption={t('trail.changes')}
      captionHidden
      rows={changes}
      rowKey={(c) => c.field}
      columns={[
        { id: 'field', header: t('trail.field'), rowHeader: true, cell: (c) => label(c.field) },
        {
          id: 'before',
          header: t('trail.before'),
          cell: (c) => <span className="[overflow-wrap:anywhere]">{words(c.field, c.before)}</span>,
        },
        {
          id: 'after',
          header: t('trail.after'),
          cell: (c) => <span className="[overflow-wrap:anywhere]">{words(c.field, c.after)}</span>,
        },
      ]}
    />
  )
}
