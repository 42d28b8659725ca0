import type { ReactNode } from 'react'
import { KapokSprig } from './kapok-sprig'

export interface EmptyStateProps {
  title: ReactNode
  children?: ReactNode
  /** What to do next: a Button or LinkButton. */
  action?: ReactNode
}

/** Nothing here yet, and what to do about it. A bare branch: it has not bloomed yet. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="rounded-paper border border-dashed border-edge px-5 py-8 text-center">
      <KapokSprig flowers={0} className="mx-auto h-16 text-edge" />
      <p className="mt-3 font-serif text-lg font-bold">{title}</p>
      {children && <div className="mx-auto mt-1 max-w-prose text-soft">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
