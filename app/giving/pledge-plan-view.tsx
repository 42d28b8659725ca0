import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { Button } from '~/ui/button'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import { isReady, mostShown, type PlannedPledge, type PledgePlan } from './pledge-plan'
import { pledgeColumnNames } from './pledge-row'

/** Where a list is brought. */
export function PledgeListForm({ here, error }: { here: string; error?: string }) {
  const { t } = useTranslation('pledging')
  return (
    <Form method="post" action={here} encType="multipart/form-data" className="max-w-xl space-y-4">
      <TextField
        name="file"
        type="file"
        accept=".csv,.txt,.xlsx,text/csv"
        label={t('import.file')}
        hint={t('import.fileHint')}
        error={error}
        className="py-2.5"
      />
      <Button>{t('import.check')}</Button>
      <p className="text-sm text-soft">
        {t('import.order')}: {pledgeColumnNames.map((column) => t(`column.${column}`)).join(' · ')}
      </p>
    </Form>
  )
}

const tones: Record<PlannedPledge['verdict'], TagTone> = { new: 'done', known: 'neutral', error: 'refused' }

interface PledgePlanViewProps {
  upload: { id: string | null; name: string; plan: PledgePlan }
  here: string
  error?: string
}

/** What an uploaded list would do, row by row, and the way to do it. */
export function PledgePlanView({ upload, here, error }: PledgePlanViewProps) {
  const { t } = useTranslation('pledging')
  const { plan } = upload
  const { counts } = plan
  const ready = isReady(plan)
  const number = (n: number) => ({ count: n, n: formatCount(n) })
  return (
    <Panel id="plan" title={t('import.plan', { name: upload.name })} tone="plain">
      <div className="space-y-6">
        {error && <Notice kind="refused" live title={error} />}
        <dl className="flex flex-wrap gap-x-8 gap-y-2">
          {(['new', 'known', 'error'] as const).map((verdict) => (
            <div key={verdict}>
              <dt className="text-sm text-soft">{t(`import.count.${verdict}`)}</dt>
              <dd className="tabular text-2xl font-semibold">{formatCount(counts[verdict])}</dd>
            </div>
          ))}
          <div>
            <dt className="text-sm text-soft">{t('import.sum')}</dt>
            <dd className="text-2xl font-semibold">
              <Money fen={plan.sumFen} />
            </dd>
          </div>
        </dl>
        <p className="text-soft">{plan.hasHeader ? t('import.headerFound') : t('import.noHeader')}</p>
        {counts.error > 0 ? (
          <Notice kind="refused" title={t('import.mend', number(counts.error))} />
        ) : (
          <Notice
            kind={ready ? 'done' : 'info'}
            title={ready ? t('import.ready', number(counts.new)) : t('import.nothingNew')}
          />
        )}
        <div className="flex flex-wrap gap-3">
          {ready && (
            <Form method="post" action={`${here}?upload=${upload.id}`}>
              <input type="hidden" name="upload" value={upload.id ?? ''} />
              <input type="hidden" name="plan" value={plan.hash} />
              <Button>{t('import.confirm', number(counts.new))}</Button>
            </Form>
          )}
          <LinkButton variant="secondary" to={here}>
            {t('import.another')}
          </LinkButton>
        </div>
        {plan.faults.length > 0 && <PlanTable caption={t('import.faults')} rows={plan.faults} />}
        <PlanTable caption={t('import.rows')} rows={plan.shown} />
        {counts.new + counts.known + counts.error > plan.shown.length && (
          <p className="text-soft">{t('import.more', { n: mostShown })}</p>
        )}
      </div>
    </Panel>
  )
}

function PlanTable({ caption, rows }: { caption: string; rows: readonly PlannedPledge[] }) {
  const { t } = useTranslation('pledging')
  const words = (row: PlannedPledge) => {
    if (row.verdict !== 'error') return t(`import.verdicts.${row.verdict}`)
    const reason =
      row.reason === 'twice'
        ? t('import.twice')
        : t(`fault.${row.column}.${row.reason}` as 'fault.unitName.missing')
    return t('import.faultAt', { column: t(`column.${row.column}`), value: row.value, reason })
  }
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => String(row.line)}
      columns={[
        { id: 'line', header: t('import.line'), align: 'end', rowHeader: true, cell: (row) => row.line },
        {
          id: 'what',
          header: t('import.what'),
          cell: (row) =>
            row.verdict === 'error' ? (
              '—'
            ) : (
              <>
                {row.draft.unitName} <Money fen={row.draft.amountFen} />
              </>
            ),
        },
        {
          id: 'verdict',
          header: t('import.verdict'),
          cell: (row) => (
            <>
              <Tag tone={tones[row.verdict]}>{t(`import.count.${row.verdict}`)}</Tag>
              <span className="mt-1 block text-sm">{words(row)}</span>
            </>
          ),
        },
      ]}
    />
  )
}
