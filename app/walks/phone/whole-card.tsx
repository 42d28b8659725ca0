import { useTranslation } from 'react-i18next'
import { formatClock } from '~/platform/dates'
import { Full, pressLook, quietLook, Who } from './gate-frame'
import type { GateScreenProps } from './gate-screen'
import { isGood } from './gate-verdict'
import type { GateScreen } from './open-gate'

interface WholeCardProps extends GateScreenProps {
  card: Extract<GateScreen, { kind: 'card' }>
}

const clock = (at: number) => formatClock(new Date(at)).slice(0, 5)

/**
 * The finish desk: what a whole card says, checked here without signal. Whoever is complete has arrived; for whoever is not, the
 * volunteer decides.
 */
export function WholeCard({ card, plan, onStamp, onNext }: WholeCardProps) {
  const { t, i18n } = useTranslation('gate')
  const english = i18n.language === 'en'
  const { shown, judgement, already, stored } = card
  const { complete, level, missing, refused, flags, stamps, walker } = judgement
  const nameOf = (key: string) => {
    const place = plan.places.find((p) => p.key === key)
    return (english ? place?.nameEn : place?.nameZh) ?? key
  }
  const good = isGood(card)
  const levelName = (english ? level?.nameEn : level?.nameZh) ?? ''
  const word = already
    ? 'answer.already.finish'
    : good
      ? 'card.complete'
      : complete
        ? 'card.look'
        : 'card.missing'
  return (
    <Full good={good} word={t(word)}>
      {already && (
        <p className="text-center text-xl">
          {t(already.by ? 'answer.alreadyBy' : 'answer.alreadyAt', {
            time: clock(already.at),
            by: already.by,
          })}
        </p>
      )}
      {walker && <Who walker={walker} plan={plan} />}
      <p className="text-center text-xl">
        {complete
          ? t('card.completeHint', { level: levelName })
          : t('card.missingHint', {
              level: levelName,
              places: missing.map(nameOf).join(english ? ', ' : '、'),
            })}
      </p>
      {walker && walker.state !== 'registered' && (
        <p className="text-center text-lg font-semibold">{t(`answer.${walker.state}Hint`)}</p>
      )}
      {refused > 0 && (
        <p className="font-semibold text-kapok-text">{t('card.refused', { count: refused })}</p>
      )}
      <ul className="space-y-1">
        {stamps.map(({ place, at }) => (
          <li key={place} className="flex justify-between gap-3">
            <span>{nameOf(place)}</span>
            <span className="tabular-nums">{clock(at)}</span>
          </li>
        ))}
      </ul>
      {flags.map(({ place, flag }) => (
        <p key={`${place} ${flag}`} className="font-semibold">
          {t('card.flag', { place: nameOf(place), flag: t(`flag.${flag}`) })}
        </p>
      ))}
      {!stored && <p className="font-semibold">{t('done.notStoredHint')}</p>}
      {!complete && !already && (
        <button type="button" className={pressLook()} onClick={() => onStamp([shown.card])}>
          {t('stamp.finish')}
        </button>
      )}
      <button type="button" className={complete || already ? pressLook() : quietLook} onClick={onNext}>
        {t('next')}
      </button>
    </Full>
  )
}
