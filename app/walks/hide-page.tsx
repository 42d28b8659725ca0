import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { TextField } from '~/ui/text-field'
import type { FundraisingPage } from './fundraising-page'

interface HidePageProps {
  page: Pick<FundraisingPage, 'slug' | 'state'>
  /** What was typed and not taken. */
  refused?: { why: string; reason: string }
}

/** Hides a fundraising page with a word to its owner, or shows it again. */
export function HidePage({ page, refused }: HidePageProps) {
  const { t } = useTranslation('walkers')
  const named = (
    <>
      <input type="hidden" name="page" value={page.slug} />
      <input type="hidden" name="state" value={page.state === 'shown' ? 'hidden' : 'shown'} />
    </>
  )
  if (page.state === 'hidden')
    return (
      <Form method="post" reloadDocument>
        {named}
        <Button variant="quiet">{t('pages.show')}</Button>
      </Form>
    )
  return (
    <details open={refused !== undefined}>
      <summary className="link inline-flex min-h-11 cursor-pointer items-center">{t('pages.hide')}</summary>
      <Form method="post" reloadDocument noValidate className="mt-2 min-w-56 space-y-3 whitespace-normal">
        {named}
        <TextField
          name="why"
          id={`why-${page.slug}`}
          label={t('pages.why')}
          hint={t('pages.whyHint')}
          defaultValue={refused?.why}
          error={refused && (refused.reason === 'too-long' ? t('pages.whyTooLong') : t('pages.whyMissing'))}
        />
        <Button variant="danger">{t('pages.hideNow')}</Button>
      </Form>
    </details>
  )
}
