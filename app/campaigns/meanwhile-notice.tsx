import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Notice } from '~/ui/notice'
import type { Meanwhile } from './merge-edits'

export interface MeanwhileNoticeProps {
  locale: Locale
  meanwhile: readonly Meanwhile[]
  /** What a field is called; by default as the forms of campaigns call it. */
  labelOf?: (name: string) => string
}

/** Somebody else has saved while this form was open: what they changed, and whose text stands in the form now. */
export function MeanwhileNotice({ locale, meanwhile, labelOf }: MeanwhileNoticeProps) {
  const { t } = useTranslation('editing')
  const nameOf = labelOf ?? ((name: string) => t(`field.${name}` as 'field.series'))
  return (
    <Notice kind="attention" title={t('meanwhile.title')} live>
      <p>{t('meanwhile.lead')}</p>
      <ul className="divide-y divide-line border-y border-line">
        {meanwhile.map((m) => (
          <li key={m.name} className="py-2">
            <p className="font-semibold">
              <a className="link inline-block py-1" href={`#${m.name}`}>
                {nameOf(m.name)}
              </a>
            </p>
            <p className="text-sm text-soft">
              {m.by} · {formatInstant(locale, m.at)}
            </p>
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">
              <span className="me-2 text-sm text-soft">{t('meanwhile.theirs')}</span>
              {m.theirs || t('value.none')}
            </p>
            <p className="font-semibold">{m.clash ? t('meanwhile.clash') : t('meanwhile.taken')}</p>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
