import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'

/** The reference as large as a phone allows; with scripts it can be copied, without them it is selected by hand. */
export function CopyReference({ reference }: { reference: string }) {
  const { t } = useTranslation('pledges')
  const [state, setState] = useState<'none' | 'can' | 'copied'>('none')
  useEffect(() => {
    if (navigator.clipboard) setState('can')
  }, [])
  const copy = () =>
    navigator.clipboard.writeText(reference).then(
      () => setState('copied'),
      () => setState('none'),
    )
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <code className="tabular text-3xl font-bold text-kapok-text">{reference}</code>
      {state !== 'none' && (
        <Button type="button" variant="secondary" onClick={() => void copy()}>
          <span aria-live="polite">{state === 'copied' ? t('page.copied') : t('page.copy')}</span>
        </Button>
      )}
    </div>
  )
}
