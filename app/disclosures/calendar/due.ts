import type { Day } from '~/platform/dates'
import { firstDayOf, lastDayOf, type Project } from '~/projects/project'
import type { Quarter } from '../statement/quarter'

/** A day so many months later; the end of the month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

type Spanned = Pick<Project, 'begins' | 'ends' | 'state'>
const shortMonths = 6

/** Whether a project owes the public a statement of a quarter, and whether it is the last and full one. */
export function owes({ begins, ends, state }: Spanned, quarter: Quarter): 'quarterly' | 'final' | null {
  if (firstDayOf(begins) > quarter.to) return null
  const last = ends === null ? null : lastDayOf(ends)
  const endsNow = last !== null && last >= quarter.from && last <= quarter.to
  if (endsNow) return 'final'
  const over = state === 'finished' || state === 'archived'
  // One that is over and still winds up goes on telling; one that is closed does not.
  if (over && (last === null || last < quarter.from)) return null
  // Up to six months long: in full within three months of its end is all that is asked.
  if (last !== null && last < addMonths(firstDayOf(begins), shortMonths))
    return last < quarter.from ? 'quarterly' : null
  return 'quarterly'
}

/**
 * The last day on which a quarter's statement may be published (Order 81 of the Ministry of Civil Affairs, Art. 16): three months after
 * the one before it, and at the latest by the end of the month after the quarter; in full within three months of the project's end.
 * Never before the quarter is over: its first day after that is the earliest on which anybody can.
 */
export function dueOn(project: Spanned, quarter: Quarter, lastPublishedOn: Day | null): Day {
  const monthAfter = addMonths(`${quarter.to.slice(0, 8)}01`, 1)
  const days = [lastDayOf(monthAfter.slice(0, 7))]
  if (lastPublishedOn !== null) days.push(addMonths(lastPublishedOn, 3))
  if (project.ends !== null && owes(project, quarter) === 'final')
    days.push(addMonths(lastDayOf(project.ends), 3))
  const first = days.sort()[0]!
  return first <= quarter.to ? `${monthAfter.slice(0, 8)}01` : first
}
