import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatCount, formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { DefinitionList } from '~/ui/definition-list'
import { Notice } from '~/ui/notice'
import { Tag, type TagTone } from '~/ui/tag'
import { TextArea } from '~/ui/text-area'
import type { Suspicion } from './suspicion'

const tones: Record<Suspicion['state'], TagTone> = { open: 'attention', fine: 'done', real: 'refused' }

/** What was typed, and why it was not taken. */
export interface SuspicionRefusal {
  id: string
  refused: string
  reason: string
  watch: boolean
}

interface SuspicionCardProps {
  suspicion: Suspicion
  locale: Locale
  campaign: string | null
  mayDecide: boolean
  refusal: SuspicionRefusal | null
}

/** One suspicion: what was seen, where to look, what was decided before, and the two ways to decide. */
export function SuspicionCard({ suspicion, locale, campaign, mayDecide, refusal }: SuspicionCardProps) {
  const { t } = useTranslation('suspicions')
  const { id, kind, state, history, decisions, foundAt } = suspicion
  const facts = useFacts(suspicion, locale)
  const titleId = `title-${id}`
  const aboutReason = refusal?.refused === 'reason-needed' || refusal?.refused === 'reason-too-long'
  const words = refusal ? t(`refused.${refusal.refused}` as 'refused.reason-needed') : undefined
  return (
    // An article and no landmark: there may be twenty of them.
    <article
      id={`suspicion-${id}`}
      aria-labelledby={titleId}
      className="min-w-0 rounded-paper border border-line bg-raised p-4 sm:p-6"
    >
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={titleId} className="font-serif text-lg font-bold">
          {t(`kind.${kind}`)}
        </h2>
        <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
      </div>
      <p className="mb-3 max-w-prose text-soft">{t(`rule.${kind}`)}</p>
      <DefinitionList
        short
        items={[
          ...(campaign ? [{ term: t('campaign'), detail: campaign }] : []),
          ...facts,
          { term: t('foundAt'), detail: formatInstant(locale, foundAt) },
        ]}
      />
      {history.length > 0 && (
        <ol className="mt-3 space-y-2 border-t border-line pt-3" aria-label={t('history')}>
          {history.map((d) => (
            <li key={d.decidedAt.getTime()}>
              <span className="font-semibold">{t(`state.${d.verdict}`)}</span>
              {d.consequence === 'watch' && ` · ${t('watched')}`}
              <span className="text-soft">
                {' '}
                {t('by', { name: d.decidedName, at: formatInstant(locale, d.decidedAt) })}
              </span>
              {d.reason && <span className="block whitespace-pre-line">{d.reason}</span>}
            </li>
          ))}
        </ol>
      )}
      {refusal && !aboutReason && (
        <div className="mt-3">
          <Notice kind="refused" live>
            {words}
          </Notice>
        </div>
      )}
      {mayDecide && (
        <Form method="post" className="mt-4 space-y-4" preventScrollReset>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="seen" value={decisions} />
          <TextArea
            name="reason"
            id={`reason-${id}`}
            label={t('reason')}
            hint={state === 'open' ? t('reasonHint') : t('againHint')}
            rows={2}
            defaultValue={refusal?.reason}
            error={aboutReason ? words : undefined}
          />
          {suspicion.facts.giftId && (
            <CheckboxField
              name="watch"
              id={`watch-${id}`}
              value="yes"
              label={t('watch')}
              hint={t('watchHint')}
              defaultChecked={refusal?.watch ?? history[0]?.consequence === 'watch'}
            />
          )}
          <div className="flex flex-wrap gap-2">
            <Button name="verdict" value="fine" variant="secondary">
              {t('fine')}
            </Button>
            <Button name="verdict" value="real">
              {t('real')}
            </Button>
          </div>
        </Form>
      )}
    </article>
  )
}

/** The numbers that were seen, each with the way to where it can be looked at. */
function useFacts({ facts, campaign }: Suspicion, locale: Locale) {
  const { t } = useTranslation('suspicions')
  const money = (fen: string) => <span className="tabular">{formatFen(BigInt(fen))}</span>
  const link = (path: string, text: string) => (
    <Link className="link tabular me-3 inline-flex min-h-11 items-center" to={pathIn(locale, path)}>
      {text}
    </Link>
  )
  const items: { term: string; detail: React.ReactNode }[] = []
  if (facts.giftId)
    items.push({
      term: t('gift'),
      detail: link(`/desk/gifts/${facts.giftId}`, `${facts.giftId.slice(0, 8)}…`),
    })
  if (facts.amountFen) items.push({ term: t('amount'), detail: money(facts.amountFen) })
  if (facts.refundFen)
    items.push({
      term: t('back'),
      detail: (
        <>
          {money(facts.refundFen)} · {t('afterDays', { count: facts.days, n: facts.days })}
        </>
      ),
    })
  if (facts.pledges)
    items.push({
      term: t('pledges'),
      detail: (
        <>
          {facts.pledges.slice(0, 10).map((pledge) => (
            <span key={pledge.id}>
              {link(`/desk/campaigns/${campaign}/pledges/${pledge.id}`, pledge.reference)}
            </span>
          ))}
        </>
      ),
    })
  if (facts.times)
    items.push({ term: t('times'), detail: t('timesText', { count: facts.times, n: facts.times }) })
  if (facts.arrivedFen)
    items.push({
      term: t('arrived'),
      detail: (
        <>
          {money(facts.arrivedFen)} {facts.lineIn && link(`/desk/bank/lines/${facts.lineIn}`, t('line'))}
        </>
      ),
    })
  if (facts.outFen)
    items.push({
      term: t('wentOut'),
      detail: (
        <>
          {money(facts.outFen)} · {t('afterDays', { count: facts.days, n: facts.days })}{' '}
          {facts.lineOut && link(`/desk/bank/lines/${facts.lineOut}`, t('line'))}
        </>
      ),
    })
  if (facts.unpaid !== undefined)
    items.push({
      term: t('burst'),
      detail: t('burstText', {
        minutes: facts.minutes,
        unpaid: formatCount(facts.unpaid),
        failed: formatCount(facts.failed ?? 0),
        confirmed: formatCount(facts.confirmed ?? 0),
      }),
    })
  return items
}
