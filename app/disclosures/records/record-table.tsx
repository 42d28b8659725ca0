import { Link } from '@remix-run/react'
import { formatCount, formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { languageOf } from '~/platform/language-of'
import { Money } from '~/ui/money'
import { Table, type TableColumn } from '~/ui/table'
import type { NoticeWords } from '../notice/say'
import type { FigureRecord, FigureRecords } from './list-records.server'

interface RecordTableProps {
  locale: Locale
  words: NoticeWords
  caption: string
  records: Pick<FigureRecords, 'rows'>
}

/** Records behind a figure; only the columns that any of them fills. On a phone day and note stand under the name, so that the sum is seen. */
export function RecordTable({ locale, words, caption, records: { rows } }: RecordTableProps) {
  const any = (has: (row: FigureRecord) => unknown) => rows.some((row) => has(row))
  const hasDays = any((row) => row.day !== null)
  const day = (row: FigureRecord) => (row.day === null ? words.notYet : formatDay(locale, row.day))
  const note = ({ detail }: FigureRecord) => detail && <span lang={languageOf(detail)}>{detail}</span>
  const columns: (TableColumn<FigureRecord> | false)[] = [
    {
      ...{ id: 'what', header: words.what, rowHeader: true },
      cell: (row) => (
        <>
          {row.page ? (
            <Link className="link" to={pathIn(locale, row.page)}>
              {row.what[locale]}
            </Link>
          ) : (
            row.what[locale]
          )}
          {(hasDays || row.detail) && (
            <span className="block text-sm font-normal text-soft sm:hidden">
              {hasDays && day(row)}
              {hasDays && row.detail && ' · '}
              {note(row)}
            </span>
          )}
        </>
      ),
    },
    hasDays && { ...{ id: 'day', header: words.day, noWrap: true, wideOnly: true }, cell: day },
    any((row) => row.detail) && { ...{ id: 'detail', header: words.detail, wideOnly: true }, cell: note },
    any((row) => row.count !== null) && {
      ...{ id: 'count', header: words.value, align: 'end' },
      cell: (row) => (row.count === null ? '—' : formatCount(row.count)),
    },
    any((row) => row.amountFen) && {
      ...{ id: 'amount', header: words.amount, align: 'end' },
      cell: (row) => (row.amountFen === null ? '—' : <Money fen={row.amountFen} />),
    },
    any((row) => row.link) && {
      ...{ id: 'entry', header: words.entry },
      cell: (row) =>
        row.link && (
          <a className="link" href={row.link}>
            {words.entry}
          </a>
        ),
    },
  ]
  return (
    <Table
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      emptyText={words.recordsNone}
      columns={columns.filter((column) => column !== false)}
    />
  )
}
