import { useTranslation } from 'react-i18next'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import { FixedField } from './fixed-field'

export interface BothLanguagesProps {
  /** The field's name without its language: `name` asks for `nameZh` and `nameEn`. */
  name: string
  label: string
  hint?: string
  fields: Readonly<Record<string, string>>
  /** What to say at a field, if anything is wrong there. */
  say: (field: string) => string | undefined
  most: number
  /** Lines of a longer text; one line without. */
  rows?: number
  optionalText?: string
  /** Why it cannot be changed. */
  fixed?: string
  names?: readonly [string, string]
}

/** One text in both languages: side by side where there is room, one below the other on a phone. */
export function BothLanguages(props: BothLanguagesProps) {
  const { name, label, hint, fields, say, most, rows, optionalText, fixed } = props
  const { t } = useTranslation('editing')
  const names = props.names ?? [`${name}Zh`, `${name}En`]
  const one = (field: string, lang: 'zh-CN' | 'en') => {
    const said = lang === 'en' ? t('form.inEnglish', { label }) : t('form.inChinese', { label })
    const value = fields[field] ?? ''
    if (fixed) return <FixedField name={field} label={said} value={value} why={fixed} lang={lang} />
    const common = {
      name: field,
      label: said,
      hint,
      error: say(field),
      optionalText,
      defaultValue: value,
      lang,
    }
    if (!rows) return <TextField {...common} />
    return (
      <TextArea
        {...common}
        rows={rows}
        maxLength={most}
        remainingText={(left) =>
          left < 0 ? t('form.over', { count: -left, n: -left }) : t('form.left', { count: left, n: left })
        }
      />
    )
  }
  return (
    <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
      {one(names[0], 'zh-CN')}
      {one(names[1], 'en')}
    </div>
  )
}
