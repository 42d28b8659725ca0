/** One event of a calendar file. */
export interface CalendarEvent {
  /** Names the event for ever: a file taken once more replaces it. */
  uid: string
  /** When this file was made. */
  madeAt: Date
  startsAt: Date
  endsAt: Date
  title: string
  place: string
  about: string
  url: string
}

const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** TEXT of RFC 5545, section 3.3.11: backslash, semicolon and comma are escaped, a line break is `\n`. */
const escaped = (text: string) =>
  text
    .replace(/[\\;,]/g, (c) => `\\${c}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')

/** Lines of at most 75 octets, the next ones beginning with a space; never in the middle of a character (section 3.1). */
function folded(line: string): string {
  const encoder = new TextEncoder()
  let [out, room] = ['', 75]
  for (const character of line) {
    const octets = encoder.encode(character).length
    if (octets > room) {
      out += '\r\n '
      room = 74
    }
    out += character
    room -= octets
  }
  return out
}

/** A calendar file with one event (RFC 5545), to be read by a phone's calendar. Times are in UTC: a phone shows its own. */
export function calendarFile(event: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Shanxing//Walk//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${utc(event.madeAt)}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(event.endsAt)}`,
    `SUMMARY:${escaped(event.title)}`,
    `LOCATION:${escaped(event.place)}`,
    `DESCRIPTION:${escaped(event.about)}`,
    `URL:${event.url}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}
