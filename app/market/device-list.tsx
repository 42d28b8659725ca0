import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import type { StallDevice } from './list-stall-devices.server'

export interface DeviceListProps {
  locale: Locale
  devices: readonly (StallDevice & { held: number })[]
  mayChange: boolean
  /** A device that could not be given up, and what was typed. */
  refused?: { device: string; note: string; error: string }
}

/** A stall's phones: when they were heard last, and how many receipts they still hold. */
export function DeviceList({ locale, devices, mayChange, refused }: DeviceListProps) {
  const { t } = useTranslation('stalls')
  if (devices.length === 0) return <p className="text-soft">{t('device.none')}</p>
  return (
    <ul className="divide-y divide-line">
      {devices.map((d) => (
        <li key={d.id} className="space-y-1 py-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-bold">{t('device.name', { number: d.number })}</span>
            <span>{d.label}</span>
            {d.endedAt ? (
              <Tag>{t('device.ended')}</Tag>
            ) : d.held > 0 ? (
              <Tag tone="pending">{t('device.holds', { count: d.held })}</Tag>
            ) : (
              <Tag tone="done">{t('device.allHere')}</Tag>
            )}
          </p>
          <p className="text-sm text-soft">
            {t('device.arrived', { count: d.arrived })} ·{' '}
            {t('device.seen', { time: formatInstant(locale, new Date(d.lastSeenAt)) })}
          </p>
          {d.endedNote && <p className="text-sm">{t('device.endedNote', { note: d.endedNote })}</p>}
          {mayChange && !d.endedAt && (
            <Disclosure summary={t('device.end')} open={refused?.device === d.id}>
              <Form method="post" reloadDocument className="space-y-3">
                <input type="hidden" name="device" value={d.id} />
                <TextField
                  id={`note-${d.id}`}
                  name="note"
                  label={t('device.why')}
                  hint={t('device.whyHint')}
                  maxLength={400}
                  defaultValue={refused?.device === d.id ? refused.note : ''}
                  error={refused?.device === d.id ? refused.error : undefined}
                />
                <Button variant="secondary" name="intent" value="end-device">
                  {t('device.endDo', { number: d.number })}
                </Button>
              </Form>
            </Disclosure>
          )}
        </li>
      ))}
    </ul>
  )
}
