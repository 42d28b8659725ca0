import { useTranslation } from 'react-i18next'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import type { PlannedRow } from './fund-import-plan'

const tones: Record<PlannedRow['verdict'], TagTone> = {
  new: 'done',
  same: 'neutral',
  differs: 'attention',
  error: 'refused',
}

/** Rows of an uploaded list with what would become of each. */
export function FundPlanTable({ caption, rows }: { caption: string; rows: readonly PlannedRow[] }) {
  const { t } = useTranslation('gifts')
  const words = (row: PlannedRow) => {
    if (row.verdict === 'error')
      return t(`import.reason.${row.reason}`, { column: t(`import.column.${row.column}`), value: row.value })
    if (row.verdict === 'differs') {
      const columns = row.columns.map((column) => t(`import.column.${column}`)).join(' · ')
      return t('import.verdicts.differs', { columns })
    }
    return t(`import.verdicts.${row.verdict}`)
  }
  return (
    <Table
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => String(row.line)}
      columns={[
        { id: 'line', header: t('import.line'), align: 'end', rowHeader: true, cell: (row) => row.line },
        {
          id: 'fund',
          header: t('import.name'),
          cell: (row) =>
            row.verdict === 'error' ? (
              '—'
            ) : (
              <>
                {row.fund.nameZh}
                <code className="block text-sm text-soft">{row.fund.slug}</code>
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
