import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { QrFigure } from '~/ui/qr-figure'
import type { QrDrawing } from '~/ui/qr-path'
import type { PassFields } from './pass-fields'

export interface PassSheetProps {
  locale: Locale
  /** The campaign's name. */
  campaign: string
  fields: PassFields
  link: { url: string; qr: QrDrawing }
  /** Where the next one is made. */
  another: string
}

/** A pass that was just made: its link and code, shown this once; printed, the sheet is all there is. */
export function PassSheet({ locale, campaign, fields, link, another }: PassSheetProps) {
  const { t } = useTranslation('passes')
  const { place, label, role, validOn, hours, contact } = fields
  const day = formatDay(locale, validOn)
  return (
    <div className="space-y-6">
      <div className="no-print">
        <Notice kind="done" title={t('made')} live>
          <p>{t('madeHint')}</p>
          <p>{t('several')}</p>
        </Notice>
      </div>
      <section
        aria-labelledby="sheet"
        className="flex flex-col items-center gap-4 rounded-paper border border-line bg-raised p-6 text-center"
      >
        <p className="font-semibold">{campaign}</p>
        <h2 id="sheet" className="font-serif text-3xl font-bold [overflow-wrap:anywhere]">
          {place}
        </h2>
        <p className="text-lg [overflow-wrap:anywhere]">
          {t(`role.${role as 'stall-volunteer'}`, { ns: 'people' })} · {label}
        </p>
        <p className="tabular text-lg font-semibold">{[day, hours.trim()].filter(Boolean).join(' · ')}</p>
        <QrFigure qr={link.qr} title={t('scan')} size={280} />
        <p className="max-w-prose">{t('paperUse', { day })}</p>
        {contact.trim() && <p className="[overflow-wrap:anywhere]">{t('paperCall', { contact })}</p>}
      </section>
      <div className="no-print space-y-4">
        <div>
          <label htmlFor="pass-link" className="block pb-1 font-semibold">
            {t('link')}
          </label>
          <input
            id="pass-link"
            readOnly
            value={link.url}
            className="block h-12 w-full rounded-paper border border-edge bg-raised px-3 text-ink"
          />
        </div>
        <p className="text-soft">{t('print')}</p>
        <LinkButton to={another} variant="secondary" reloadDocument>
          {t('another')}
        </LinkButton>
      </div>
    </div>
  )
}
