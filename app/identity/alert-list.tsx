import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { alertKinds } from './alert-kinds'

const known = (kind: string) => alertKinds.find((k) => k === kind) ?? 'other'

export interface AlertListProps {
  locale: Locale
  alerts: readonly { id: string; kind: string; subject: string; seenTimes: number; lastSeenAt: Date }[]
  mayResolve: boolean
}

/** Alerts in the words of whoever has to act: what happened, and the one thing to do about it. */
export function AlertList({ locale, alerts, mayResolve }: AlertListProps) {
  const { t } = useTranslation('work')
  return (
    <ul className="divide-y divide-line">
      {alerts.map((alert) => (
        <li key={alert.id} className="flex flex-wrap items-start justify-between gap-3 py-3">
          <div className="min-w-0 flex-1 basis-72">
            <p className="font-bold">{t(`alert.kind.${known(alert.kind)}.title`)}</p>
            <p>{t(`alert.kind.${known(alert.kind)}.todo`)}</p>
            <p className="text-sm text-soft [overflow-wrap:anywhere]">
              {t('alert.subject')} <code>{alert.subject}</code> ·{' '}
              {t('alert.times', { count: alert.seenTimes, at: formatInstant(locale, alert.lastSeenAt) })}
            </p>
          </div>
          {mayResolve && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="alertId" value={alert.id} />
              <Button
                variant="secondary"
                name="intent"
                value="resolve"
                aria-label={`${t('alert.resolve')} · ${t(`alert.kind.${known(alert.kind)}.title`)}`}
              >
                {t('alert.resolve')}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
