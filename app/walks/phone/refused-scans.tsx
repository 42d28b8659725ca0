import { useTranslation } from 'react-i18next'
import type { Locale } from '~/platform/i18n'
import { Notice } from '~/ui/notice'
import type { WalkPlan } from '../walk-plan'
import type { CardState } from './card-state'
import { clockText } from './clock-text'
import { placeName } from './place-name'

/** Scans that the server will not take, each with its reason: shown, and not sent again. */
export function RefusedScans({ state, plan, locale }: { state: CardState; plan: WalkPlan; locale: Locale }) {
  const { t } = useTranslation('card')
  const refused = state.entries.flatMap(({ id, item, answer }) =>
    item.campaign === plan.campaign && answer && !answer.kept ? [{ id, item, reason: answer.reason }] : [],
  )
  if (refused.length === 0) return null
  return (
    <Notice kind="refused" title={t('refused.title')}>
      <ul>
        {refused.map(({ id, item, reason }) => (
          <li key={id}>
            {placeName(plan, item.place, locale)} {clockText(item.made.at)} · {t(`refused.reason.${reason}`)}
          </li>
        ))}
      </ul>
      <p>{t('refused.hint')}</p>
    </Notice>
  )
}
