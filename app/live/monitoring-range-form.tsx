import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { TextField } from '~/ui/text-field'
import { type RangeFields, type ReadRange, rangeNames } from './monitoring-range'

export interface MonitoringRangeFormProps {
  /** The page's address without search. */
  path: string
  /** As typed. */
  fields: RangeFields
  read: ReadRange
}

/** Which days are shown: by a name, or from one day to another. A plain GET form, so that the address keeps the choice. */
export function MonitoringRangeForm({ path, fields, read }: MonitoringRangeFormProps) {
  const { t } = useTranslation('monitoring')
  const { name, range, errors } = read
  const errorOf = (field: 'from' | 'to') => {
    const reason = errors[field]
    return reason && t(`range.error.${reason}`)
  }
  const refused = Boolean(errors.from || errors.to)
  return (
    <section aria-label={t('range.title')} className="range-form no-print">
      <ul className="flex flex-wrap gap-2">
        {rangeNames
          .filter((one) => one !== 'days')
          .map((one) => (
            <li key={one}>
              <Link
                to={`${path}?range=${one}`}
                aria-current={name === one && !refused ? 'true' : undefined}
                className="range-choice"
                preventScrollReset
              >
                {t(`range.${one}`)}
              </Link>
            </li>
          ))}
      </ul>
      {/* The key makes the boxes follow the choice above. */}
      <Form
        key={`${range.from} ${range.to} ${refused}`}
        method="get"
        action={path}
        preventScrollReset
        className="range-days"
        noValidate
      >
        <TextField
          name="from"
          type="date"
          label={t('range.from')}
          defaultValue={refused ? fields.from : range.from}
          error={errorOf('from')}
        />
        <TextField
          name="to"
          type="date"
          label={t('range.to')}
          defaultValue={refused ? fields.to : range.to}
          error={errorOf('to')}
        />
        <Button type="submit" variant="secondary">
          {t('range.show')}
        </Button>
      </Form>
      <p className="text-sm text-soft">{t('range.hint')}</p>
    </section>
  )
}
