import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen, formatRoundFen } from '~/money/fen'
import { Button } from '~/ui/button'
import { TextField } from '~/ui/text-field'
import { type BatchKind, pieces } from './batch'

export interface BatchCountFormProps {
  here: string
  kind: BatchKind
  /** Who counted first; null: this is the first count. */
  first: string | null
  typed: Readonly<Record<string, string>>
  /** What was typed could not be read. */
  wrong: boolean
}

/** Somebody counts: cash by note and coin, of cheques the sum. */
export function BatchCountForm({ here, kind, first, typed, wrong }: BatchCountFormProps) {
  const { t } = useTranslation('offline')
  const pending = useNavigation().state !== 'idle'
  const isCash = kind === 'cash'
  const lead =
    first === null
      ? t(isCash ? 'count.lead' : 'count.leadCheque')
      : t(isCash ? 'count.leadSecond' : 'count.leadSecondCheque', { name: first })
  return (
    <Form method="post" action={here} noValidate className="space-y-4">
      <p>{lead}</p>
      {isCash ? (
        <fieldset className="min-w-0">
          <legend className="text-sm text-soft">{t('count.piecesHint')}</legend>
          <div className="mt-2 grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
            {pieces.map((piece, n) => (
              <TextField
                key={piece}
                name={`piece-${piece}`}
                label={piece < 100 ? formatFen(BigInt(piece)) : formatRoundFen(BigInt(piece))}
                inputMode="numeric"
                autoComplete="off"
                maxLength={7}
                className="tabular"
                defaultValue={typed[`piece-${piece}`] ?? ''}
                error={wrong && n === 0 ? t('count.piecesWrong') : undefined}
              />
            ))}
          </div>
        </fieldset>
      ) : (
        <div className="max-w-xs">
          <TextField
            name="counted"
            label={t('count.total')}
            inputMode="decimal"
            autoComplete="off"
            className="tabular"
            defaultValue={typed.counted ?? ''}
            error={wrong ? t('count.totalWrong') : undefined}
          />
        </div>
      )}
      <Button name="intent" value={first === null ? 'count' : 'recount'} pending={pending}>
        {t(first === null ? 'count.send' : 'count.sendSecond')}
      </Button>
    </Form>
  )
}
