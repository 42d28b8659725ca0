import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import { isReady, mostShown, type PlannedTicket, type TicketPlan } from './ticket-plan'
import { ticketColumnNames } from './ticket-row'

/** What is wrong with a file or a confirmation, in words: what is no table is said as for every list. */
export function useTicketFault(fault: { reason: string; line: number | null } | null): string | undefined {
  const { t } = useTranslation('year')
  const { t: lists } = useTranslation('pledging')
  if (!fault) return undefined
  if (fault.reason === 'plan-changed' || fault.reason === 'not-ready')
    return t(`tickets.fault.${fault.reason}`)
  return lists(`import.fault.${fault.reason}` as 'import.fault.too-many-cells', { line: fault.line ?? '?' })
}

/** Where a list is brought. */
export function TicketListForm({ here, error }: { here: string; error?: string }) {
  const { t } = useTranslation('year')
  const { t: lists } = useTranslation('pledging')
  return (
    <Form method="post" action={here} encType="multipart/form-data" className="max-w-xl space-y-4">
      <TextField
        name="file"
        type="file"
        accept=".csv,.txt,.xlsx,text/csv"
        label={lists('import.file')}
        hint={lists('import.fileHint')}
        error={error}
        className="py-2.5"
      />
      <Button>{lists('import.check')}</Button>
      <p className="text-sm text-soft">
        {lists('import.order')}:{' '}
        {ticketColumnNames.map((column) => t(`tickets.column.${column}`)).join(' · ')}
      </p>
    </Form>
  )
}

const tones: Record<PlannedTicket['verdict'], TagTone> = { new: 'done', known: 'neutral', error: 'refused' }

interface TicketPlanViewProps {
  upload: { id: string | null; name: string; plan: TicketPlan }
  here: string
  error?: string
}

/** What an uploaded list would do, row by row, and the way to do it. */
export function TicketPlanView({ upload, here, error }: TicketPlanViewProps) {
  const { t } = useTranslation('year')
  const { t: lists } = useTranslation('pledging')
  const { plan } = upload
  const { counts } = plan
  const ready = isReady(plan)
  const number = (n: number) => ({ count: n, n: formatCount(n) })
  return (
    <Panel id="plan" title={t('tickets.plan', { name: upload.name })} tone="plain">
      <div className="space-y-6">
        {error && <Notice kind="refused" live title={error} />}
        <dl className="flex flex-wrap gap-x-8 gap-y-2">
          {(['new', 'known', 'error'] as const).map((verdict) => (
            <div key={verdict}>
              <dt className="text-sm text-soft">{t(`tickets.count.${verdict}`)}</dt>
              <dd className="tabular text-2xl font-semibold">{formatCount(counts[verdict])}</dd>
            </div>
          ))}
        </dl>
        <p className="text-soft">{plan.hasHeader ? lists('import.headerFound') : lists('import.noHeader')}</p>
        {counts.error > 0 ? (
          <Notice kind="refused" title={t('tickets.mend', number(counts.error))} />
        ) : (
          <Notice
            kind={ready ? 'done' : 'info'}
            title={ready ? t('tickets.ready', number(counts.new)) : t('tickets.nothingNew')}
          />
        )}
        <div className="flex flex-wrap gap-3">
          {ready && (
            <Form method="post" action={`${here}?upload=${upload.id}`}>
              <input type="hidden" name="upload" value={upload.id ?? ''} />
              <input type="hidden" name="plan" value={plan.hash} />
              <Button>{t('tickets.confirm', number(counts.new))}</Button>
            </Form>
          )}
          <LinkButton variant="secondary" to={here}>
            {lists('import.another')}
          </LinkButton>
        </div>
        {plan.faults.length > 0 && <PlanTable caption={lists('import.faults')} rows={plan.faults} />}
        <PlanTable caption={lists('import.rows')} rows={plan.shown} />
        {counts.new + counts.known + counts.error > plan.shown.length && (
          <p className="text-soft">{lists('import.more', { n: mostShown })}</p>
        )}
      </div>
    </Panel>
  )
}

function PlanTable({ caption, rows }: { caption: string; rows: readonly PlannedTicket[] }) {
  const { t } = useTranslation('year')
  const { t: lists } = useTranslation('pledging')
  const words = (row: PlannedTicket) => {
    if (row.verdict !== 'error') return t(`tickets.verdicts.${row.verdict}`)
    const expected = row.expectedFen === undefined ? '' : formatFen(row.expectedFen)
    const reason = t(`tickets.fault.${row.reason}`, { expected })
    return t('tickets.faultAt', { column: t(`tickets.column.${row.column}`), value: row.value, reason })
  }
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => String(row.line)}
      columns={[
        { id: 'line', header: lists('import.line'), align: 'end', rowHeader: true, cell: (row) => row.line },
        {
          id: 'what',
          header: t('tickets.column.number'),
          cell: (row) =>
            row.verdict === 'error' ? (
              '—'
            ) : (
              <span className="tabular">
                {[row.draft.code, row.draft.number].filter(Boolean).join(' ')}{' '}
                <Money fen={row.draft.amountFen} />
              </span>
            ),
        },
        {
          id: 'verdict',
          header: lists('import.verdict'),
          cell: (row) => (
            <>
              <Tag tone={tones[row.verdict]}>{t(`tickets.count.${row.verdict}`)}</Tag>
              <span className="mt-1 block text-sm">{words(row)}</span>
            </>
          ),
        },
      ]}
    />
  )
}
