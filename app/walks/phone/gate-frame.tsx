import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '~/ui/button-look'
import { Icon } from '~/ui/icon'
import type { RosterWalker } from '../roster'
import type { WalkPlan } from '../walk-plan'

export const pressLook = (more = '') => buttonClass({ size: 'large', wide: true }, more)
export const quietLook = buttonClass({ size: 'large', wide: true, variant: 'secondary' })

/** The whole screen, green or amber with one word. It is read out as it comes, whatever was in focus before. */
export function Full({ good, word, children }: { good: boolean; word: string; children: ReactNode }) {
  const screen = useRef<HTMLDivElement>(null)
  useEffect(() => screen.current?.focus(), [])
  return (
    <div
      ref={screen}
      tabIndex={-1}
      role="alertdialog"
      aria-label={word}
      className={`fixed inset-0 z-10 flex flex-col gap-4 overflow-y-auto p-4 pt-0 outline-none ${good ? 'bg-banyan-tint' : 'bg-amber-tint'}`}
    >
      <p
        className={`-mx-4 flex flex-col items-center gap-2 px-4 py-6 text-center text-4xl font-bold ${good ? 'bg-banyan text-on-kapok' : 'bg-amber text-on-kapok'}`}
      >
        <Icon name={good ? 'check' : 'attention'} size={120} />
        {word}
      </p>
      {children}
    </div>
  )
}

/** Whom the volunteer greets: number, name, unit and level. */
export function Who({ walker, plan }: { walker: RosterWalker; plan: WalkPlan }) {
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
