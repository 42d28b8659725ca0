import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { inLocale, type Locale } from '~/platform/i18n'
import type { TableFaultReason } from '~/platform/table'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'
import type { ImportRefusal } from './import-members.server'
import { memberColumns } from './member-row'
import type { WalkQuestion } from './walk-input'

export interface ImportFault {
  reason: TableFaultReason | Exclude<ImportRefusal, 'unknown'> | 'no-file' | 'not-agreed' | 'too-many'
  line: number | null
}

export function useImportFault(fault: ImportFault | null): string | undefined {
  const { t } = useTranslation('registration')
  if (!fault) return undefined
  if (fault.reason === 'too-many') return t('refused.too-many')
  return t(`unit.fault.${fault.reason}`, { line: fault.line ?? '?' })
}

interface MemberListFormProps {
  locale: Locale
  questions: readonly WalkQuestion[]
  fault: ImportFault | null
  pasted?: string
}

/** A list of members, as a file or pasted, to be checked. */
export function MemberListForm({ locale, questions, fault, pasted }: MemberListFormProps) {
  const { t } = useTranslation('registration')
  const error = useImportFault(fault)
  const columns = [
    ...memberColumns.map((column) => t(`unit.column.${column}`)),
    ...questions.map((q) => inLocale(locale, { zh: q.labelZh, en: q.labelEn })),
  ]
  return (
    <Form method="post" reloadDocument encType="multipart/form-data" className="max-w-xl space-y-5">
      {error && <Notice kind="refused" live title={error} />}
      <TextField
        name="file"
        type="file"
        accept=".csv,.txt,.xlsx,text/csv"
        label={t('unit.file')}
        hint={t('unit.fileHint')}
        className="py-2.5"
      />
      <TextArea
        name="list"
        rows={8}
        label={t('unit.paste')}
        hint={t('unit.pasteHint')}
        defaultValue={pasted}
      />
      <p className="text-sm text-soft">
        {t('unit.order')}: {columns.join(' · ')}
        <span className="block">{t('unit.minors')}</span>
      </p>
      <Button variant="primary" className="max-sm:w-full">
        {t('unit.check')}
      </Button>
    </Form>
  )
}
