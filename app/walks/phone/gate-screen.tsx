import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock, formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { buttonClass } from '~/ui/button-look'
import { Icon } from '~/ui/icon'
import type { CardId } from '../card-id'
import type { RosterWalker } from '../roster'
import type { WalkPlan } from '../walk-plan'
import type { GateScreen } from './open-gate'

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

function Full({ good, word, children }: { good: boolean; word: string; children: ReactNode }) {
  return (
    <div
      role="alertdialog"
      aria-label={word}
      className={`fixed inset-0 z-10 flex flex-col gap-4 overflow-y-auto p-4 ${good ? 'bg-banyan-tint' : 'bg-amber-tint'}`}
    >
      <p
        className={`flex flex-col items-center gap-2 pt-4 text-center text-4xl font-bold ${good ? 'text-banyan-text' : 'text-amber-text'}`}
      >
        <Icon name={good ? 'check' : 'attention'} size={120} />
        {word}
      </p>
      {children}
    </div>
  )
}

const press = (more = '') => buttonClass({ size: 'large', wide: true }, more)
const quiet = buttonClass({ size: 'large', wide: true, variant: 'secondary' })

function Who({ walker, plan }: { walker: RosterWalker; plan: WalkPlan }) {
  const { t, i18n } = useTranslation('gate')
  const level = plan.levels.find(({ key }) => key === walker.level)
  return (
    <p className="text-center text-xl">
      <span className="block text-5xl font-bold tabular-nums">{walker.bib ?? '—'}</span>
      <span className="block font-semibold">{walker.name}</span>
      <span className="block text-soft">
        {[
          walker.unit,
          i18n.language === 'en' ? level?.nameEn : level?.nameZh,
          walker.minor ? t('who.minor') : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </p>
  )
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
    <button type="button" className={quiet} onClick={onNext}>
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
          <button type="button" className={press()} onClick={() => onStamp([answer.card])}>
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

/** One scan for all who came together: ticked, and the ones who did not come unticked. */
function Group({
  walker,
  group,
  plan,
  placeKind,
  onStamp,
  onNext,
}: Omit<GateScreenProps, 'screen'> & { walker: RosterWalker; group: RosterWalker[] }) {
  const { t } = useTranslation('gate')
  const [here, setHere] = useState<ReadonlySet<CardId>>(new Set([walker.card]))
  const toggle = (card: CardId) => {
    const next = new Set(here)
    if (!next.delete(card)) next.add(card)
    setHere(next)
  }
  return (
    <Full good word={t('answer.welcome')}>
      <Who walker={walker} plan={plan} />
      {group.length > 0 && (
        <fieldset className="space-y-1">
          <legend className="flex w-full items-center justify-between font-semibold">
            {t('group.title')}
            <button
              type="button"
              className={buttonClass({ variant: 'quiet' })}
              onClick={() => setHere(new Set([walker, ...group].map(({ card }) => card)))}
            >
              {t('group.all')}
            </button>
          </legend>
          <Ticks group={group} here={here} toggle={toggle} />
        </fieldset>
      )}
      <button type="button" className={press('sticky bottom-4')} onClick={() => onStamp([...here])}>
        {t(`stampMany.${placeKind}`, { count: here.size })}
      </button>
      <button type="button" className={quiet} onClick={onNext}>
        {t('next')}
      </button>
    </Full>
  )
}

function Others({
  group,
  placeKind,
  onStamp,
}: { group: RosterWalker[] } & Pick<GateScreenProps, 'placeKind' | 'onStamp'>) {
  const { t } = useTranslation('gate')
  const [here, setHere] = useState<ReadonlySet<CardId>>(new Set())
  const toggle = (card: CardId) => {
    const next = new Set(here)
    if (!next.delete(card)) next.add(card)
    setHere(next)
  }
  return (
    <fieldset className="space-y-1">
      <legend className="font-semibold">{t('group.others')}</legend>
      <Ticks group={group} here={here} toggle={toggle} />
      {here.size > 0 && (
        <button type="button" className={press()} onClick={() => onStamp([...here])}>
          {t(`stampMany.${placeKind}`, { count: here.size })}
        </button>
      )}
    </fieldset>
  )
}

function Ticks({
  group,
  here,
  toggle,
}: {
  group: RosterWalker[]
  here: ReadonlySet<CardId>
  toggle: (card: CardId) => void
}) {
  return group.map(({ card, bib, name }) => (
    <label key={card} className="flex min-h-12 cursor-pointer items-center gap-3 text-lg">
      <input type="checkbox" className="size-6" checked={here.has(card)} onChange={() => toggle(card)} />
      <span className="w-14 font-bold tabular-nums">{bib ?? '—'}</span>
      <span>{name}</span>
    </label>
  ))
}

function Done({ done, plan, placeKind, onNext }: GateScreenProps & { done: Of<'done'> }) {
  const { t } = useTranslation('gate')
  return (
    <Full good={done.stored} word={t(done.stored ? `done.${placeKind}` : 'done.notStored')}>
      {!done.stored && <p className="text-center text-lg">{t('done.notStoredHint')}</p>}
      {done.walkers.length === 1 ? (
        <Who walker={done.walkers[0]!} plan={plan} />
      ) : (
        <p className="text-center text-xl">{t('done.people', { count: done.walkers.length || 1 })}</p>
      )}
      <button type="button" className={press()} onClick={onNext}>
        {t('next')}
      </button>
    </Full>
  )
}

/** The finish desk: what a whole card says, checked here without signal. */
function WholeCard({ card: { judgement, stored }, plan, onNext }: GateScreenProps & { card: Of<'card'> }) {
  const { t, i18n } = useTranslation('gate')
  const english = i18n.language === 'en'
  const { complete, level, missing, refused, flags, stamps, walker } = judgement
  const nameOf = (key: string) => {
    const place = plan.places.find((p) => p.key === key)
    return (english ? place?.nameEn : place?.nameZh) ?? key
  }
  const good = complete && refused === 0 && flags.length === 0
  const levelName = (english ? level?.nameEn : level?.nameZh) ?? ''
  const word = complete ? t(good ? 'card.complete' : 'card.look') : t('card.missing')
  return (
    <Full good={good && stored} word={word}>
      {walker && <Who walker={walker} plan={plan} />}
      <p className="text-center text-xl">
        {complete
          ? t('card.completeHint', { level: levelName })
          : t('card.missingHint', {
              level: levelName,
              places: missing.map(nameOf).join(english ? ', ' : '、'),
            })}
      </p>
      {refused > 0 && (
        <p className="font-semibold text-kapok-text">{t('card.refused', { count: refused })}</p>
      )}
      <ul className="space-y-1">
        {stamps.map(({ place, at }) => (
          <li key={place} className="flex justify-between gap-3">
            <span>{nameOf(place)}</span>
            <span className="tabular-nums">{formatClock(new Date(at)).slice(0, 5)}</span>
          </li>
        ))}
      </ul>
      {flags.map(({ place, flag }) => (
        <p key={`${place} ${flag}`} className="font-semibold">
          {t('card.flag', { place: nameOf(place), flag: t(`flag.${flag}`) })}
        </p>
      ))}
      {!stored && <p className="font-semibold">{t('done.notStoredHint')}</p>}
      <button type="button" className={press()} onClick={onNext}>
        {t('next')}
      </button>
    </Full>
  )
}
