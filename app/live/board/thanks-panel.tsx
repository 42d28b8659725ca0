import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'

interface ThanksProps {
  /** Parties that came and were not thanked yet. */
  waiting: number
  answer?: { thanked: number } | { refused: 'no-walk' | 'not-over' | 'nobody-left' }
}

/** One mail of thanks to everybody who came, when an organiser says so. */
export function ThanksPanel({ waiting, answer }: ThanksProps) {
  const { t } = useTranslation('board')
  const pending = useNavigation().state !== 'idle'
  return (
    <Panel id="thanks" title={t('thanks.title')}>
      {answer && (
        <Notice kind={'thanked' in answer ? 'done' : 'attention'} live>
          {'thanked' in answer
            ? t('thanks.done', { count: answer.thanked, n: formatCount(answer.thanked) })
            : t(`thanks.refused.${answer.refused}`)}
        </Notice>
      )}
      {waiting > 0 ? (
        <Form method="post" className="mt-3" preventScrollReset>
          <p className="mb-3">{t('thanks.waiting', { count: waiting, n: formatCount(waiting) })}</p>
          <Button name="intent" value="thank" variant="secondary" pending={pending}>
            {t('thanks.send')}
          </Button>
        </Form>
      ) : (
        !answer && <p className="text-soft">{t('thanks.none')}</p>
      )}
    </Panel>
  )
}
