/** Where two texts differ: what both begin and end with, and what stands between in each. */
export interface TextChange {
  start: string
  removed: string
  added: string
  end: string
}

/** Characters of what is the same that are shown around a change. */
const around = 40

/** One passage from the first to the last difference; what is the same before and after it is cut short. */
export function textChange(before: string, after: string): TextChange {
  const a = [...before]
  const b = [...after]
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start++
  let end = 0
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const head = a.slice(0, start).join('')
  const tail = end === 0 ? '' : a.slice(-end).join('')
  return {
    start: start > around ? `…${a.slice(start - around, start).join('')}` : head,
    removed: a.slice(start, a.length - end).join(''),
    added: b.slice(start, b.length - end).join(''),
    end: end > around ? `${a.slice(a.length - end, a.length - end + around).join('')}…` : tail,
  }
}
