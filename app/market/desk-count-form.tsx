import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { TextField } from '~/ui/text-field'
import type { StallAnswer } from './stall-answer'

export interface DeskCountFormProps {
  id: string
  /** Receipts that phones still hold. */
  held: number
  refused?: StallAnswer['count']
}

/** Somebody at the desk counts a stall's box, as the first of two people. */
export function DeskCountForm({ id, held, refused }: DeskCountFormProps) {
  const { t } = useTranslation('stalls')
  const said = refused ? t(`error.${refused.reason}` as 'error.amount') : undefined
  const ofNote = refused?.reason === 'note-needed'
  return (
    <Form
      method="post"
      reloadDocument
      noValidate
      className="mt-4 max-w-xl space-y-4 border-t border-line pt-4"
    >
      <p>{t('count.lead')}</p>
      {held > 0 && <Notice kind="attention">{t('count.held', { count: held })}</Notice>}
      <input type="hidden" name="id" value={id} />
      <TextField
        name="counted"
        label={t('count.amount')}
        inputMode="decimal"
        className="tabular"
        autoComplete="off"
        maxLength={20}
        defaultValue={refused?.fields.counted}
        error={ofNote ? undefined : said}
      />
      <TextField
        name="note"
        label={t('count.remark')}
        hint={t('count.remarkHint')}
        maxLength={400}
        defaultValue={refused?.fields.note}
        error={ofNote ? said : undefined}
      />
      <Button name="intent" value="count">
        {t('count.do')}
      </Button>
    </Form>
  )
}
