import { bareText } from '../bundle/bare-text'
import { blankFields } from '../statement/live-fields'
import { type Check, type Finding, textKeys } from './check'

/** Shorter passages may be alike by chance. */
const shortestCopy = 30
const passagesOf = (text: string): { said: string; bare: string }[] =>
  blankFields(text)
    .split(/\n|(?<=[。；;!！?？])/)
    .map((said) => ({ said: said.trim(), bare: bareText(said) }))
    .filter(({ bare }) => bare.length >= shortestCopy)

/**
 * Sentences that were said word for word of another project, in this period or an earlier one; of the same project a repeated one is
 * only told.
 */
export const alikeTexts: Check = ({ composed: { project, period }, texts, others }) => {
  const known = new Map<string, (typeof others)[number]>()
  for (const other of others)
    for (const key of textKeys)
      for (const { bare } of passagesOf(other[key]))
        if (!known.has(bare) || known.get(bare)!.project === project.key) known.set(bare, other)
  return textKeys.flatMap((at) =>
    passagesOf(texts[at]).flatMap(({ said, bare }): Finding[] => {
      const other = known.get(bare)
      if (!other || (other.project === project.key && other.period === period)) return []
      const own = other.project === project.key
      const detail = { said: said.slice(0, 80), project: other.nameZh, period: other.period }
      return [{ code: own ? 'text-repeated' : 'text-of-another', level: own ? 'look' : 'stop', at, detail }]
    }),
  )
}
