import type { ReactNode } from 'react'
import { classes } from './classes'
import { Icon, type IconName } from './icon'

export type NoticeKind = 'info' | 'attention' | 'done' | 'refused'

export interface NoticeProps {
  kind?: NoticeKind
  title?: ReactNode
  children?: ReactNode
  /** It appears while the page is open: read out politely. */
  live?: boolean
  id?: string
}

const kinds: Record<NoticeKind, { icon: IconName; look: string; mark: string }> = {
  info: { icon: 'info', look: 'border-sky bg-sky-tint', mark: 'text-sky-text' },
  attention: { icon: 'clock', look: 'border-amber bg-amber-tint', mark: 'text-amber-text' },
  done: { icon: 'check', look: 'border-banyan bg-banyan-tint', mark: 'text-banyan-text' },
  refused: { icon: 'attention', look: 'border-kapok bg-kapok-tint', mark: 'text-kapok-text' },
}

/** What happened, what it means, what to do. The mark differs by shape, not only by colour. */
export function Notice({ kind = 'info', title, children, live, id }: NoticeProps) {
  const { icon, look, mark } = kinds[kind]
  return (
    <div
      id={id}
      role={live ? 'status' : undefined}
      className={classes('flex gap-3 rounded-paper border border-s-4 px-4 py-3', look)}
    >
      <Icon name={icon} size={22} className={classes('mt-0.5 shrink-0', mark)} />
      <div className="min-w-0 flex-1">
        {title && <p className={classes('font-bold', mark)}>{title}</p>}
        {children && <div className="grid gap-2">{children}</div>}
      </div>
    </div>
  )
}
