import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Tag, type TagTone } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import type { MatchingAnswer } from './answer-matching-form.server'
import { type MatchPot, potPhase } from './match-pot'

export interface DeskPot extends MatchPot {
  fundZh: string
  fundEn: string
  /** A second person has been asked and has not decided. */
  waits: boolean
}
const tones = {
  draft: 'pending',
  early: 'info',
  running: 'done',
  full: 'neutral',
  over: 'neutral',
  closed: 'neutral',
} as const satisfies Record<string, TagTone>

/** The pots of a campaign: what each has matched, and what can be done with it. */
export function DeskPots({
  locale,
  pots,
  now,
  may,
  answer,
}: {
  locale: Locale
  pots: DeskPot[]
  now: Date
  may: boolean
  answer?: MatchingAnswer
}) {
  const { t } = useTranslation('matching')
  const refused = answer && 'refused' in answer ? answer : null
  return pots.map((pot) => {
    const phase = potPhase(pot, now)
    const limit = (fen: bigint | null) => (fen === null ? t('pot.noLimit') : formatFen(fen))
    const ours = refused?.at === pot.id ? refused : null
    const name = inLocale(locale, { zh: pot.sponsorZh, en: pot.sponsorEn })
    return (
      <Panel
        key={pot.id}
        id={`pot-${pot.id}`}
        title={name}
        aside={<Tag tone={tones[phase]}>{t(`phase.${phase}`)}</Tag>}
      >
        <div className="space-y-3">
          {!pot.nameConsent && <p className="text-soft">{t('pot.unnamed')}</p>}
          <DefinitionList
            items={[
              {
                term: t('pot.window'),
                detail: `${formatInstant(locale, pot.opensAt)} – ${formatInstant(locale, pot.closesAt)}`,
              },
              { term: t('pot.cap'), detail: <Money fen={pot.capFen} className="font-bold" /> },
              { term: t('pot.matched'), detail: <Money fen={pot.matchedFen} className="font-bold" /> },
              { term: t('pot.held'), detail: <Money fen={pot.takenFen - pot.matchedFen} /> },
              { term: t('pot.left'), detail: <Money fen={pot.capFen - pot.takenFen} /> },
              { term: t('pot.perGift'), detail: limit(pot.perGiftFen) },
              { term: t('pot.perDonor'), detail: limit(pot.perDonorFen) },
              { term: t('pot.fund'), detail: inLocale(locale, { zh: pot.fundZh, en: pot.fundEn }) },
            ]}
          />
          {pot.closeReason && <p>{t('pot.reason', { reason: pot.closeReason })}</p>}
          {phase === 'draft' && <p className="text-soft">{t(pot.waits ? 'pot.waits' : 'pot.refused')}</p>}
          {may && phase === 'draft' && !pot.waits && (
            <Form method="post" className="flex flex-wrap gap-3">
              <input type="hidden" name="pot" value={pot.id} />
              <Button name="intent" value="ask">
                {t('ask')}
              </Button>
              <Button name="intent" value="drop" variant="secondary">
                {t('drop')}
              </Button>
            </Form>
          )}
          {may && pot.state === 'open' && phase !== 'over' && (
            <Disclosure summary={t('close')} open={ours ? true : undefined}>
              <Form method="post" className="space-y-3">
                <input type="hidden" name="pot" value={pot.id} />
                <TextField
                  name="note"
                  id={`close-${pot.id}`}
                  label={t('closeReason')}
                  hint={t('closeHint')}
                  defaultValue={ours?.note ?? ''}
                  error={ours ? t(`refusal.${ours.refused}`) : undefined}
                  autoComplete="off"
                />
                <Button name="intent" value="close" variant="secondary">
                  {t('close')}
                </Button>
              </Form>
            </Disclosure>
          )}
        </div>
      </Panel>
    )
  })
}
