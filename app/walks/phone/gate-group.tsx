import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '~/ui/button-look'
import type { CardId } from '../card-id'
import type { RosterWalker } from '../roster'
import { Full, pressLook, quietLook, Who } from './gate-frame'
import type { GateScreenProps } from './gate-screen'

type GroupProps = Omit<GateScreenProps, 'screen'>

/** One scan for all who came together: ticked, and the ones who did not come unticked. */
export function Group({
  walker,
  group,
  plan,
  placeKind,
  onStamp,
  onNext,
}: GroupProps & { walker: RosterWalker; group: RosterWalker[] }) {
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
      <button type="button" className={pressLook('sticky bottom-4')} onClick={() => onStamp([...here])}>
        {t(`stampMany.${placeKind}`, { count: here.size })}
      </button>
      <button type="button" className={quietLook} onClick={onNext}>
        {t('next')}
      </button>
    </Full>
  )
}

export function Others({
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
        <button type="button" className={pressLook()} onClick={() => onStamp([...here])}>
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
