import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { ListPlan } from '~/ui/desk/list-import'
import { Money } from '~/ui/money'
import type { TagTone } from '~/ui/tag'
import { type CasePlan, isReady, mostShown, type PlannedCase } from './case-plan'

const tones: Record<PlannedCase['verdict'], TagTone> = { new: 'done', again: 'attention', error: 'refused' }
const verdicts = ['new', 'again', 'error'] as const

interface CasePlanViewProps {
  upload: { id: string | null; name: string; plan: CasePlan }
  here: string
  error?: string
}

/** What an uploaded list of cases would do. */
export function CasePlanView({ upload, here, error }: CasePlanViewProps) {
  const { t } = useTranslation('assistance')
  const { counts, sumFen } = upload.plan
  const cases = counts.new + counts.again
  const ready = isReady(upload.plan)
  const number = (n: number) => ({ count: n, n: formatCount(n) })
  const words = (row: PlannedCase) =>
    row.verdict === 'error'
      ? t('import.faultAt', {
          column: t(`column.${row.column}`),
          reason: t(`error.${row.reason}`),
          value: row.value,
        })
      : t(`import.verdicts.${row.verdict}`)
  return (
    <ListPlan<PlannedCase>
      {...{ here, error, upload }}
      most={mostShown}
      rows={{ all: cases + counts.error, stops: counts.error }}
      figures={[
        ...verdicts.map((verdict) => ({ label: t(`import.count.${verdict}`), value: counts[verdict] })),
        { label: t('import.sum'), value: <Money fen={sumFen} /> },
      ]}
      outcome={
        counts.error > 0
          ? t('import.mend', number(counts.error))
          : ready
            ? t('import.ready', number(cases))
            : t('import.nothing')
      }
      confirm={ready ? t('import.confirm', number(cases)) : undefined}
      what={{
        header: t('import.what'),
        cell: (row) =>
          row.verdict === 'error' ? (
            '—'
          ) : (
            <>
              {row.draft.person.name} · {row.draft.township ?? '—'} <Money fen={row.draft.amountFen} />
            </>
          ),
      }}
      verdict={(row) => ({
        tone: tones[row.verdict],
        label: t(`import.count.${row.verdict}`),
        words: words(row),
      })}
    />
  )
}
