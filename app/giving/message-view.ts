import type { MessageView } from './list-messages.server'

export const messageViews = ['waiting', 'decided', 'names'] as const satisfies readonly MessageView[]

/** The view that an address asks for: `view`. */
export const readMessageView = (query: URLSearchParams): MessageView =>
  messageViews.find((view) => view === query.get('view')) ?? 'waiting'
