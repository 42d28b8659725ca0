import { useTranslation } from 'react-i18next'
import { formatClock, formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import type { CardId } from '../card-id'
import type { WalkPlan } from '../walk-plan'
import { Full, pressLook, quietLook, Who } from './gate-frame'
import { Group, Others } from './gate-group'
import type { GateScreen } from './open-gate'
import { WholeCard } from './whole-card'

export interface GateScreenProps {
  screen: GateScreen
  plan: WalkPlan
  placeKind: 'checkpoint' | 'start' | 'finish'
  onStamp: (cards: CardId[]) => void
  onNext: () => void
}

/** The whole screen after a scan: green or amber with one word, then the detail, then one thing to press. */
export function GateScreenView(props: GateScreenProps) {
  const { screen } = props
  if (screen.kind === 'answer') return <Answer {...props} answer={screen.answer} />
  if (screen.kind === 'card') return <WholeCard {...props} card={screen} />
  return <Done {...props} done={screen} />
}

type Of<Kind extends GateScreen['kind']> = Extract<GateScreen, { kind: Kind }>

function Answer({
  answer,
  plan,
  placeKind,
  onStamp,
  onNext,
}: GateScreenProps & { answer: Of<'answer'>['answer'] }) {
  const { t, i18n } = useTranslation('gate')
  const next = (
    <button type="button" className={quietLook} onClick={onNext}>
      {t('next')}
    </button>
  )
  switch (answer.say) {
    case 'welcome':
      return (
        <Group
          key={answer.walker.card}
          {...{ plan, placeKind, onStamp, onNext }}
          walker={answer.walker}
          group={answer.group}
        />
      )
    case 'visitor':
      return (
        <Full good word={t('answer.visitor')}>
          <p className="text-center text-lg">{t(`answer.visitorHint.${placeKind}`)}</p>
          <button type="button" className={pressLook()} onClick={() => onStamp([answer.card])}>
            {t(`stamp.${placeKind}`)}
          </button>
          {next}
        </Full>
      )
    case 'already': {
      const { at, by } = answer.mark
      return (
        <Full good={false} word={t(`answer.already.${placeKind}`)}>
          <p className="text-center text-xl">
            {t(by ? 'answer.alreadyBy' : 'answer.alreadyAt', {
              time: formatClock(new Date(at)).slice(0, 5),
              by,
            })}
          </p>
          {answer.walker && <Who walker={answer.walker} plan={plan} />}
          {answer.group.length > 0 && answer.walker && (
            <Others group={answer.group} placeKind={placeKind} onStamp={onStamp} />
          )}
          {next}
        </Full>
      )
    }
    case 'another-day':
      return (
        <Full good={false} word={t('answer.another-day')}>
          <p className="text-center text-lg">
            {t('answer.another-dayHint', { day: formatDay(i18n.language as Locale, answer.day) })}
          </p>
          {next}
        </Full>
      )
    case 'not-a-card':
      return (
        <Full good={false} word={t('answer.not-a-card')}>
          <p className="text-center text-lg">{t('answer.not-a-cardHint')}</p>
          {next}
        </Full>
      )
    default:
      return (
        <Full good={false} word={t(`answer.${answer.say}`)}>
          <Who walker={answer.walker} plan={plan} />
          <p className="text-center text-lg" lang={i18n.language}>
            {t(`answer.${answer.say}Hint`)}
          </p>
          {next}
        </Full>
      )
  }
}

function Done({ done, plan, placeKind, onNext }: GateScreenProps & { done: Of<'done'> }) {
  const { t, i18n } = useTranslation('gate')
  return (
    <Full good={done.stored} word={t(done.stored ? `done.${placeKind}` : 'done.notStored')}>
      {!done.stored && <p className="text-center text-lg">{t('done.notStoredHint')}</p>}
      {done.walkers.length === 1 ? (
        <Who walker={done.walkers[0]!} plan={plan} />
      ) : (
        <div className="text-center text-xl">
          <p className="text-5xl font-bold">{t('done.people', { count: done.walkers.length || 1 })}</p>
          <p>{done.walkers.map(({ name }) => name).join(i18n.language === 'en' ? ', ' : '、')}</p>
        </div>
      )}
      <button type="button" className={pressLook()} onClick={onNext}>
        {t('next')}
      </button>
    </Full>
  )
}
