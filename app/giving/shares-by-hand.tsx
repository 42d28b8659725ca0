import { useTranslation } from 'react-i18next'
import type { Route } from '~/campaigns/routing'
import { basisPointsOf } from '~/campaigns/routing'
import { yuanText } from '~/money/fen'
import { TextField } from '~/ui/text-field'

export interface SharesByHandProps {
  /** The funds on offer. */
  routes: readonly Route[]
  name: (fund: string) => string
  /** What stands in the fields at first; a fund without one gets the campaign's own share. */
  initial: Readonly<Record<string, string>>
  /** What stands there now. */
  typed: Readonly<Record<string, string>>
}

export const percentText = (basisPoints: number) => yuanText(BigInt(basisPoints)).replace(/\.?0+$/, '')

/** One percentage for each fund, and their sum while typing. Drawn only for who sets the shares (pages.css). */
export function SharesByHand({ routes, name, initial, typed }: SharesByHandProps) {
  const { t } = useTranslation('giving')
  const sum = Object.values(typed).reduce((total, percent) => total + (basisPointsOf(percent) ?? 0), 0)
  return (
    <div className="shares-by-hand">
      {routes.map((r) => (
        <TextField
          key={r.fund}
          name={`percent:${r.fund}`}
          label={t('form.percentOf', { fund: name(r.fund) })}
          inputMode="decimal"
          maxLength={16}
          defaultValue={initial[r.fund] ?? (r.basisPoints > 0 ? percentText(r.basisPoints) : '')}
        />
      ))}
      {Object.keys(typed).length > 0 && (
        <p className="tabular text-end text-sm text-soft">
          {t('form.percentSum', { percent: percentText(sum) })}
        </p>
      )}
    </div>
  )
}
