import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { Button } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'
import { TextArea } from '~/ui/text-area'
import type { PlanPartProps } from './plan-payments'

type ActProps = Pick<PlanPartProps, 'here' | 'found' | 'refused'>
/** Refusals that are said beside the words themselves; others at the head of the page. */
export const aboutText = ['text-needed', 'text-too-long']

interface OneAct extends ActProps {
  intent: 'approve' | 'return' | 'reject' | 'close' | 'comment'
  label: string
  hint?: string
  button: string
  secondary?: boolean
}

/** One deed with a few words to it. */
function Act({ intent, label, hint, button, secondary, here, found, refused }: OneAct) {
  const { t } = useTranslation('plans')
  const ours = refused?.at === intent ? refused : null
  const wrong = ours?.refused && aboutText.includes(ours.refused) ? ours.refused : null
  return (
    <Form method="post" action={here} className="max-w-2xl space-y-3">
      <input type="hidden" name="version" value={found.plan.version} />
      <TextArea
        name="text"
        id={`text-${intent}`}
        label={label}
        hint={hint}
        rows={2}
        defaultValue={ours?.form.text ?? ''}
        error={wrong ? t(`refused.${wrong as 'text-needed'}`) : undefined}
        key={found.reviews.length}
      />
      <Button name="intent" value={intent} variant={secondary ? 'secondary' : undefined}>
        {button}
      </Button>
    </Form>
  )
}

/** What a reviewer does with a plan that waits: agree, give it back, say no. */
export function ReviewActs(props: ActProps) {
  const { found, refused } = props
  const { t } = useTranslation('plans')
  const half = found.plan.state === 'half-approved'
  return (
    <div className="space-y-3">
      {found.may.approve ? (
        <>
          <p>{t(half ? 'approve.hintSecond' : 'approve.hint')}</p>
          <Act
            {...props}
            intent="approve"
            label={t('approve.text')}
            button={t(half ? 'approve.doSecond' : 'approve.do')}
          />
        </>
      ) : (
        <p className="text-soft">{t(half ? 'approve.notYouSecond' : 'approve.notYou')}</p>
      )}
      {found.may.review && (
        <>
          <Disclosure summary={t('return.title')} open={refused?.at === 'return'}>
            <Act
              {...props}
              intent="return"
              label={t('return.text')}
              hint={t('return.hint')}
              button={t('return.do')}
              secondary
            />
          </Disclosure>
          <Disclosure summary={t('reject.title')} open={refused?.at === 'reject'}>
            <Act
              {...props}
              intent="reject"
              label={t('reject.text')}
              hint={t('reject.hint')}
              button={t('reject.do')}
              secondary
            />
          </Disclosure>
        </>
      )}
    </div>
  )
}

/** A plan comes to its end; what was not paid is free again. */
export function CloseAct(props: ActProps) {
  const { t } = useTranslation('plans')
  const { amountFen, paidFen } = props.found.plan
  return (
    <Disclosure summary={t('close.title')} open={props.refused?.at === 'close'}>
      <Act
        {...props}
        intent="close"
        label={t('close.text')}
        hint={t('close.hint', { left: formatFen(amountFen - paidFen) })}
        button={t('close.do')}
        secondary
      />
    </Disclosure>
  )
}

/** Says something to those who work on the plan. */
export function CommentAct(props: ActProps) {
  const { t } = useTranslation('plans')
  return <Act {...props} intent="comment" label={t('comment.text')} button={t('comment.do')} secondary />
}

/** Hands in a plan as it stands, or takes it back. */
export function FilerActs({ here, found }: ActProps) {
  const { t } = useTranslation('plans')
  return (
    <Form method="post" action={here} className="flex flex-wrap gap-3">
      <input type="hidden" name="version" value={found.plan.version} />
      {found.may.edit && (
        <Button name="intent" value="submit">
          {t('form.submitNow')}
        </Button>
      )}
      {found.may.withdraw && (
        <Button name="intent" value="withdraw" variant="secondary">
          {t('withdraw.do')}
        </Button>
      )}
    </Form>
  )
}
