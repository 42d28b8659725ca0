import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { Panel } from '~/ui/panel'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { ActForm, useFields } from './act-form'
import type { SectionProps } from './project-section'
import { AboutFields, NameFields, PeriodFields } from './project-text-fields'
import { WhyFields } from './why-fields'

/** Texts and partners, and what is changed only with a reason: period and name. */
export function EditSection({ locale, found, forms }: SectionProps) {
  const { t } = useTranslation('projecting')
  const p = found.project
  const { key: _, ...texts } = p
  const about = useFields(forms, 'edit', texts as unknown as Record<string, string>)
  const partners = useFields(forms, 'partners', {
    partners: found.partners.map((one) => [one.nameZh, one.nameEn].filter(Boolean).join(' | ')).join('\n'),
    on: forms.today,
  })
  const period = useFields(forms, 'period', { begins: p.begins, ends: p.ends ?? '', on: forms.today })
  const rename = useFields(forms, 'rename', { nameZh: p.nameZh, nameEn: p.nameEn, on: forms.today })
  return (
    <>
      <Panel id="texts" title={t('edit.texts')}>
        <ActForm
          forms={forms}
          at="edit"
          intent="edit"
          send={t('edit.textsSend')}
          hidden={{ version: about.typed.version ?? String(p.version) }}
        >
          <AboutFields fields={about} />
        </ActForm>
      </Panel>
      <Panel id="partners" title={t('edit.partners')}>
        <ActForm forms={forms} at="partners" intent="partners" send={t('edit.partnersSend')} secondary>
          <TextArea
            {...partners.field('partners')}
            label={t('field.partners')}
            hint={t('field.partnersHint')}
            rows={4}
          />
          <TextField
            {...partners.day('on', { max: forms.today })}
            label={t('field.partnersOn')}
            hint={t('field.partnersOnHint')}
            optionalText={t('optional')}
          />
        </ActForm>
        {found.formerPartners.length > 0 && (
          <ul className="mt-4 divide-y divide-line border-t border-line text-soft">
            {found.formerPartners.map((one) => (
              <li key={`${one.nameZh} ${one.leftOn}`} className="py-2.5">
                {t(one.fromOn ? 'edit.wasPartner' : 'edit.wasPartnerFromBeginning', {
                  name: inLocale(locale, { zh: one.nameZh, en: one.nameEn || one.nameZh }),
                  ...{
                    from: one.fromOn && formatDay(locale, one.fromOn),
                    to: formatDay(locale, one.leftOn!),
                  },
                })}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel id="period" title={t('edit.period')}>
        <ActForm forms={forms} at="period" intent="period" send={t('edit.periodSend')} secondary>
          <p className="text-soft">{t('edit.publicWhy')}</p>
          <PeriodFields fields={period} />
          <WhyFields fields={period} today={forms.today} />
        </ActForm>
      </Panel>
      <Panel id="rename" title={t('edit.rename')}>
        <ActForm forms={forms} at="rename" intent="rename" send={t('edit.renameSend')} secondary>
          <p className="text-soft">{t('edit.publicWhy')}</p>
          <NameFields fields={rename} />
          <WhyFields fields={rename} today={forms.today} />
        </ActForm>
      </Panel>
    </>
  )
}
