import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { Button } from '../button'
import { LinkButton } from '../link-button'
import { Notice } from '../notice'
import { Panel } from '../panel'
import { Table } from '../table'
import { Tag, type TagTone } from '../tag'
import { TextField } from '../text-field'

/** Why a file is no list: it is no table, or not there any more. */
const faults = [
  'no-file',
  'upload-gone',
  'not-allowed',
  'empty',
  'too-large',
  'too-many-rows',
  'too-many-cells',
  'cell-too-long',
  'unpacks-too-large',
  'encoding-unknown',
  'quotes-broken',
  'old-excel',
  'not-a-table',
] as const
type ListFault = (typeof faults)[number]

/** Says what is wrong with a file; what only one list knows of (`own`) is said by that list. */
export function useListFault<Reason extends string>(
  fault: { reason: Reason; line: number | null } | null | undefined,
  own: (reason: Exclude<Reason, ListFault>) => string,
): string | undefined {
  const { t } = useTranslation('lists')
  if (!fault) return undefined
  const known = faults.find((one) => one === fault.reason)
  if (known) return t(`fault.${known}`, { line: fault.line ?? '?' })
  return own(fault.reason as Exclude<Reason, ListFault>)
}

export interface ListFormProps {
  here: string
  /** What kinds of file are taken, and how large, where that is not as usual. */
  hint?: string
  /** The columns' names in the order in which they are read where there is no header. */
  columns: readonly string[]
  error?: string
  pending?: boolean
}

/** Where a list is brought; looked at first, written when it is confirmed (`ListPlan`). */
export function ListForm({ here, hint, columns, error, pending }: ListFormProps) {
  const { t } = useTranslation('lists')
  return (
    <Form method="post" action={here} encType="multipart/form-data" className="max-w-xl space-y-4">
      <TextField
        name="file"
        type="file"
        accept=".csv,.txt,.xlsx,text/csv"
        label={t('file')}
        hint={hint ?? t('listHint')}
        error={error}
        className="py-2.5"
      />
      <Button type="submit" pending={pending} pendingLabel={t('checking')}>
        {t('check')}
      </Button>
      <p className="text-sm text-soft">
        {t('order')}: {columns.join(' · ')}
      </p>
    </Form>
  )
}

export interface ListPlanProps<Row extends { line: number }> {
  here: string
  error?: string
  pending?: boolean
  /** The kept file, and what it would do; `shown` and `faults` are the first `most` of all rows and of those to mend. */
  upload: {
    id: string | null
    name: string
    plan: { hash: string; hasHeader: boolean; shown: readonly Row[]; faults: readonly Row[] }
  }
  most: number
  /** How many rows there are in all, and how many of them must be mended. */
  rows: { all: number; stops: number }
  figures: readonly { label: string; value: ReactNode }[]
  /** What comes of it in a sentence, and the button that does it; no button: it cannot be done. */
  outcome: string
  confirm?: string
  /** What a row is about. */
  what: { header: string; cell: (row: Row) => ReactNode }
  verdict: (row: Row) => { tone: TagTone; label: string; words: string }
}

/** What an uploaded list would do, row by row, and the way to do it. */
export function ListPlan<Row extends { line: number }>(props: ListPlanProps<Row>) {
  const { here, error, pending, upload, most, rows, figures, outcome, confirm } = props
  const { t } = useTranslation('lists')
  const { plan } = upload
  const kind = rows.stops > 0 ? 'refused' : confirm ? 'done' : 'info'
  return (
    <Panel id="plan" title={t('plan', { name: upload.name })} tone="plain">
      <div className="space-y-6">
        {error && <Notice kind="refused" live title={error} />}
        <dl className="flex flex-wrap gap-x-8 gap-y-2">
          {figures.map(({ label, value }) => (
            <div key={label}>
              <dt className="text-sm text-soft">{label}</dt>
              <dd className="tabular text-2xl font-semibold">
                {typeof value === 'number' ? formatCount(value) : value}
              </dd>
            </div>
          ))}
        </dl>
        <p className="text-soft">{t(plan.hasHeader ? 'headerFound' : 'noHeader')}</p>
        <Notice kind={kind} title={outcome} />
        <div className="flex flex-wrap gap-3">
          {confirm && (
            <Form method="post" action={`${here}?upload=${upload.id}`}>
              <input type="hidden" name="upload" value={upload.id ?? ''} />
              <input type="hidden" name="plan" value={plan.hash} />
              <Button type="submit" pending={pending} pendingLabel={t('confirming')}>
                {confirm}
              </Button>
            </Form>
          )}
          <LinkButton variant="secondary" to={here}>
            {t('another')}
          </LinkButton>
        </div>
        {plan.faults.length > 0 && (
          <Rows
            {...props}
            title={t('faults')}
            id="faults"
            rows={plan.faults}
            more={rows.stops > plan.faults.length && most}
          />
        )}
        <Rows
          {...props}
          title={t('rows')}
          id="rows"
          rows={plan.shown}
          more={rows.all > plan.shown.length && most}
        />
      </div>
    </Panel>
  )
}

interface RowsProps<Row extends { line: number }> extends Pick<ListPlanProps<Row>, 'what' | 'verdict'> {
  id: string
  title: string
  rows: readonly Row[]
  more: number | false
}

function Rows<Row extends { line: number }>({ id, title, rows, more, what, verdict }: RowsProps<Row>) {
  const { t } = useTranslation('lists')
  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className="mb-2 font-serif text-lg font-bold">
        {title}
      </h3>
      <Table
        caption={title}
        captionHidden
        rows={rows}
        rowKey={(row) => String(row.line)}
        columns={[
          { id: 'line', header: t('line'), align: 'end', rowHeader: true, cell: (row) => row.line },
          { id: 'what', header: what.header, cell: what.cell },
          { id: 'verdict', header: t('verdict'), cell: (row) => <Verdict {...verdict(row)} /> },
        ]}
      />
      {more && <p className="mt-2 text-soft">{t('more', { n: more })}</p>}
    </section>
  )
}

function Verdict({ tone, label, words }: { tone: TagTone; label: string; words: string }) {
  return (
    <>
      <Tag tone={tone}>{label}</Tag>
      <span className="mt-1 block text-sm">{words}</span>
    </>
  )
}
