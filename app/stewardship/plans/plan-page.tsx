import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import { pathIn } from '~/platform/i18n'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import type { PlanAnswer, PlanDeed } from './answer-plan-form.server'
import { PayForm } from './pay-form'
import { aboutText, CloseAct, CommentAct, FilerActs, ReviewActs } from './plan-acts'
import { PlanBudget, PlanSources } from './plan-budget'
import { PlanFacts } from './plan-facts'
import { PlanStateTag, titleOf } from './plan-list'
import { type PlanPartProps, PlanPayments } from './plan-payments'

export interface PlanPageProps extends Omit<PlanPartProps, 'here' | 'refused'> {
  projectName: string | null
  done: PlanDeed | null
  answer?: PlanAnswer
}

/** One usage plan with its whole life: what it says, who said what, what was paid, and what can be done now. */
export function PlanPage({ answer, done, projectName, ...props }: PlanPageProps) {
  const { locale, found, names } = props
  const { plan, draft, may } = found
  const { t } = useTranslation('plans')
  const here = pathIn(locale, `/desk/plans/${plan.id}`)
  const refused = answer && 'errors' in answer ? answer : null
  const head = refused?.refused && !aboutText.includes(refused.refused) ? refused : null
  const parts: PlanPartProps = { ...props, here, refused }
  const waiting = plan.state === 'submitted' || plan.state === 'half-approved'
  return (
    <div className="max-w-4xl space-y-6">
      <DeskHeading
        title={titleOf(locale, plan)}
        lead={[plan.number, plan.filedName].join(' · ')}
        back={{ to: pathIn(locale, '/desk/plans'), label: t('title') }}
        aside={<PlanStateTag state={plan.state} />}
      />
      {done && !refused && <Notice kind="done" live title={t(`done.${done}`)} />}
      {head && (
        <Notice
          kind="refused"
          live
          title={t(`refused.${head.refused as 'not-enough'}`, {
            fund: names[head.fund ?? ''] ?? '',
            left: formatFen(head.leftFen ?? 0n),
          })}
        />
      )}
      <Notice title={t(`waits.${plan.state}`)} />
      <Panel id="about" title={t('one.about')}>
        <PlanFacts locale={locale} found={found} projectName={projectName} />
        {(may.edit || may.withdraw) && (
          <div className="mt-4 flex flex-wrap gap-3">
            {may.edit && (
              <LinkButton to={`${here}/edit`} variant="secondary">
                {t('one.edit')}
              </LinkButton>
            )}
            <FilerActs {...parts} />
          </div>
        )}
      </Panel>
      {waiting && (
        <Panel id="review" title={t('approve.title')}>
          <ReviewActs {...parts} />
        </Panel>
      )}
      <Panel id="budget" title={t('budget.title')}>
        <PlanBudget lines={draft.lines} />
        <p className="mt-2 text-sm text-soft">{t('budget.rule')}</p>
      </Panel>
      <Panel id="sources" title={t('sources.title')}>
        <PlanSources sources={draft.sources} names={names} />
      </Panel>
      <Panel id="files" title={t('files.title')}>
        <PlanFiles {...parts} />
      </Panel>
      {(plan.state === 'approved' || found.payments.length > 0) && (
        <Panel id="payments" title={t('payments.title')}>
          <PlanPayments {...parts} />
        </Panel>
      )}
      {may.pay && (
        <Panel id="pay" title={t('pay.title')}>
          <PayForm {...parts} />
          <div className="mt-6">
            <CloseAct {...parts} />
          </div>
        </Panel>
      )}
      <Panel id="thread" title={t('thread.title')}>
        <ol className="mb-4 divide-y divide-line">
          {found.reviews.map((review) => (
            <li key={review.id} className="py-2.5">
              <p>
                <strong>{t(`thread.${review.kind}`, { name: review.byName })}</strong>{' '}
                <span className="text-sm text-soft">{formatInstant(locale, new Date(review.at))}</span>
              </p>
              {review.text && <p className="whitespace-pre-line [overflow-wrap:anywhere]">{review.text}</p>}
            </li>
          ))}
          {found.reviews.length === 0 && <li className="py-2 text-soft">{t('thread.none')}</li>}
        </ol>
        {may.comment && <CommentAct {...parts} />}
      </Panel>
    </div>
  )
}

function PlanFiles({ here, found }: PlanPartProps) {
  const { t } = useTranslation('plans')
  if (found.files.length === 0) return <p className="text-soft">{t('files.none')}</p>
  return (
    <ul className="divide-y divide-line">
      {found.files.map((file) => (
        <li key={file.stored} className="flex flex-wrap items-center justify-between gap-3">
          <a
            className="link inline-flex min-h-11 items-center [overflow-wrap:anywhere]"
            href={`${here}/file/${file.stored}`}
            target="_blank"
            rel="noreferrer"
          >
            {file.name}
          </a>
          {found.may.edit && (
            <Form method="post" action={here}>
              <input type="hidden" name="file" value={file.stored} />
              <button type="submit" name="intent" value="remove-file" className="link min-h-11">
                {t('files.remove')}
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
