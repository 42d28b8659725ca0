import type { Locale } from '~/platform/i18n'

/** A run of words that both have, that went, or that came. */
export interface TextChange {
  what: 'same' | 'gone' | 'new'
  text: string
}

/** Longer texts are compared by sentence, so that no pair of texts costs more than a moment. */
const mostWords = 2_500

function wordsOf(text: string, locale: Locale): string[] {
  const by = new Intl.Segmenter(locale === 'en' ? 'en' : 'zh', { granularity: 'word' })
  const words = [...by.segment(text)].map(({ segment }) => segment)
  return words.length <= mostWords ? words : text.split(/(?<=[。；;!！?？\n])/)
}

/** What changed between two texts, word by word: the longest common run of words stays (LCS). */
export function compareTexts(before: string, after: string, locale: Locale): TextChange[] {
  const [a, b] = [wordsOf(before, locale), wordsOf(after, locale)]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const changes: TextChange[] = []
  const add = (what: TextChange['what'], text: string) => {
    const last = changes.at(-1)
    if (last?.what === what) last.text += text
    else if (text !== '') changes.push({ what, text })
  }
  add('same', a.slice(0, head).join(''))
  for (const { what, text } of between(a.slice(head, a.length - tail), b.slice(head, b.length - tail)))
    add(what, text)
  add('same', a.slice(a.length - tail).join(''))
  return changes
}

function between(a: readonly string[], b: readonly string[]): TextChange[] {
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  const changes: TextChange[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      changes.push({ what: 'same', text: a[i]! })
      i++
      j++
    } else if (
      j >= b.length ||
      (i < a.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)
    )
      changes.push({ what: 'gone', text: a[i++]! })
    else changes.push({ what: 'new', text: b[j++]! })
  }
  return changes
}
