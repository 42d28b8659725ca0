import type { ReactNode } from 'react'
import { classes } from './classes'
import { Icon, type IconName } from './icon'

export type TagTone = 'neutral' | 'done' | 'pending' | 'attention' | 'info' | 'refused'

export interface TagProps {
  tone?: TagTone
  children: ReactNode
}

const tones: Record<TagTone, { icon?: IconName; look: string }> = {
  neutral: { look: 'border-edge text-soft' },
  done: { icon: 'check', look: 'border-banyan bg-banyan-tint text-banyan-text' },
  pending: { icon: 'clock', look: 'border-amber border-dashed bg-amber-tint text-amber-text' },
  attention: { icon: 'attention', look: 'border-amber bg-amber-tint text-amber-text' },
  info: { icon: 'info', look: 'border-sky bg-sky-tint text-sky-text' },
  refused: { icon: 'refused', look: 'border-kapok bg-kapok-tint text-kapok-text' },
}

/** A state in one or two words, always with its own mark: colour is never alone. */
export function Tag({ tone = 'neutral', children }: TagProps) {
  const { icon, look } = tones[tone]
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1 rounded-paper border px-2 py-0.5 text-sm leading-snug font-semibold whitespace-nowrap',
        look,
      )}
    >
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  )
}
