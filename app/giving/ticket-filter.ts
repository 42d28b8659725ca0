/** What the list of tickets is narrowed to: a year by the day the money arrived, and gifts with or without a ticket. */
export interface TicketFilter {
  year: number | null
  has: 'all' | 'missing' | 'recorded'
}

/** The filter that an address asks for; what cannot be understood narrows nothing. */
export function readTicketFilter(query: URLSearchParams): TicketFilter {
  const year = query.get('year') ?? ''
  const has = query.get('has')
  return {
    year: /^20\d\d$/.test(year) ? Number(year) : null,
    has: has === 'missing' || has === 'recorded' ? has : 'all',
  }
}
