import { useTranslation } from 'react-i18next'
import { classes } from '~/ui/classes'
import { Icon, type IconName } from '~/ui/icon'
import type { CardState } from './card-state'

/** An error of the phone's clock that people should mend: codes of half a minute are told apart by it. */
const clockMinutes = 3

interface Line {
  icon: IconName
  look: 'good' | 'wait' | 'bad'
  text: string
}

/** Whether the card can be opened without signal, what still waits to be sent, and what stands in the way. */
export function StatusLight({ state }: { state: CardState }) {
  const { t } = useTranslation('card')
  const waiting = state.entries.filter((entry) => entry.state === 'waiting').length
  const minutes = Math.round((state.aheadMs ?? 0) / 60_000)
  const lines: Line[] = [
    {
      icon: state.offline === 'ready' ? 'check' : state.offline === 'asking' ? 'clock' : 'attention',
      look: state.offline === 'ready' ? 'good' : state.offline === 'asking' ? 'wait' : 'bad',
      text: t(`light.${state.offline}`),
    },
  ]
  if (waiting > 0) lines.push({ icon: 'clock', look: 'wait', text: t('light.waiting', { count: waiting }) })
  else if (state.entries.length > 0) lines.push({ icon: 'check', look: 'good', text: t('light.allSent') })
  if (!state.online) lines.push({ icon: 'offline', look: 'wait', text: t('light.offline') })
  if (state.closed) lines.push({ icon: 'attention', look: 'wait', text: t('light.closed') })
  if (!state.lasting) lines.push({ icon: 'attention', look: 'bad', text: t('storage.none') })
  if (Math.abs(minutes) >= clockMinutes)
    lines.push({
      icon: 'clock',
      look: 'bad',
      text: minutes > 0 ? t('light.clockAhead', { minutes }) : t('light.clockBehind', { minutes: -minutes }),
    })
  return (
    <ul className="card-lights" aria-live="polite">
      {lines.map(({ icon, look, text }) => (
        <li key={text} className={classes('card-light', `card-light-${look}`)}>
          <Icon name={icon} size={18} />
          {text}
        </li>
      ))}
    </ul>
  )
}
