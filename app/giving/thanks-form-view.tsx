import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { type Locale, locales } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { longestLetter } from './letter-words'
import type { LetterExample } from './look-at-letters.server'
import type { ThanksErrors, ThanksFields } from './thanks-form'

interface ThanksFormProps {
  here: string
  fields: ThanksFields
  errors: ThanksErrors | null
  choices: { value: string; label: string }[]
}

/** Whose gifts a thank-you is about and what it says; looked at before it goes out. */
export function ThanksForm({ here, fields, errors, choices }: ThanksFormProps) {
  const { t } = useTranslation('year')
  const faultOf = (field: keyof ThanksErrors['words']) => {
    const fault = errors?.words[field]
    return fault && t(`thanks.error.words.${fault}`)
  }
  const day = (field: 'fromOn' | 'toOn') => {
    const fault = errors?.choice[field]
    return fault && t(`thanks.error.${field}.${fault}` as 'thanks.error.toOn.not-a-day')
  }
  const language = (locale: Locale) => t(locale === 'en' ? 'thanks.en' : 'thanks.zh')
  return (
    <Form method="post" action={here} className="space-y-5">
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField
          name="about"
          label={t('thanks.about')}
          emptyLabel={t('thanks.choose')}
          options={choices}
          defaultValue={fields.about}
          error={errors?.choice.about && t('thanks.error.about.choose')}
        />
        <TextField
          name="fromOn"
          type="date"
          label={t('thanks.fromOn')}
          defaultValue={fields.fromOn}
          error={day('fromOn')}
        />
        <TextField
          name="toOn"
          type="date"
          label={t('thanks.toOn')}
          defaultValue={fields.toOn}
          error={day('toOn')}
        />
      </div>
      <p className="text-soft">{t('thanks.fields')}</p>
      <div className="grid gap-6 lg:grid-cols-2">
        {locales.map((locale) => (
          <div key={locale} className="space-y-4">
            <TextField
              name={`subject-${locale}`}
              lang={locale}
              label={t('thanks.subject', { language: language(locale) })}
              defaultValue={fields.words[locale].subject}
              error={faultOf(`subject-${locale}`)}
              maxLength={longestLetter.subject * 2}
            />
            <TextArea
              name={`text-${locale}`}
              lang={locale}
              label={t('thanks.text', { language: language(locale) })}
              rows={8}
              defaultValue={fields.words[locale].text}
              error={faultOf(`text-${locale}`)}
            />
          </div>
        ))}
      </div>
      <Button name="intent" value="preview" variant="secondary">
        {t('thanks.preview')}
      </Button>
    </Form>
  )
}

interface ThanksPreviewProps {
  here: string
  fields: ThanksFields
  preview: { count: number; byLocale: Record<Locale, number>; examples: readonly LetterExample[] }
}

/** Who would be written to, letters as they would go out, and the ways on: to oneself, or to everybody. */
export function ThanksPreview({ here, fields, preview }: ThanksPreviewProps) {
  const { t } = useTranslation('year')
  const { count, byLocale, examples } = preview
  const n = { count, n: formatCount(count) }
  return (
    <Panel id="preview" title={t('thanks.preview')}>
      {count === 0 ? (
        <Notice kind="info" title={t('thanks.nobody')}>
          {t('thanks.nobodyHint')}
        </Notice>
      ) : (
        <>
          <p className="text-xl font-semibold">{t('thanks.count', n)}</p>
          <p className="mt-1 max-w-prose text-soft">
            {t('thanks.byLocale', { zh: formatCount(byLocale['zh-CN']), en: formatCount(byLocale.en) })}
          </p>
          <h3 className="mt-4 font-semibold">{t('thanks.examples')}</h3>
          <ul className="mt-2 grid gap-4 lg:grid-cols-3">
            {examples.map(({ locale, subject, text }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: three letters that never change places
              <li key={i} lang={locale} className="rounded-paper border border-line bg-paper p-4">
                <p className="font-semibold">{subject}</p>
                <p className="mt-2 whitespace-pre-line">{text}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <Form method="post" action={here} className="mt-5 flex flex-wrap gap-3">
        <input type="hidden" name="about" value={fields.about} />
        <input type="hidden" name="fromOn" value={fields.fromOn} />
        <input type="hidden" name="toOn" value={fields.toOn} />
        {locales.map((locale) => (
          <span key={locale} hidden>
            <input type="hidden" name={`subject-${locale}`} value={fields.words[locale].subject} />
            <textarea name={`text-${locale}`} defaultValue={fields.words[locale].text} hidden readOnly />
          </span>
        ))}
        <input type="hidden" name="count" value={count} />
        <Button name="intent" value="test" variant="secondary">
          {t('thanks.test')}
        </Button>
        {count > 0 && (
          <Button name="intent" value="start">
            {t('thanks.start', n)}
          </Button>
        )}
      </Form>
    </Panel>
  )
}
