import { locales } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { FundGroup, FundKind } from './fund'
import { type FundColumn, type FundWords, fundColumns, wordOf } from './fund-row'

const kinds: readonly FundKind[] = ['federation', 'community', 'campaign_pool', 'project']

/** What lists of funds call columns and values: our texts in each language, and our own names for programs. */
export function fundWords(groups: readonly FundGroup[] = []): FundWords {
  const words: FundWords = {
    columns: {},
    kinds: {},
    groups: {},
    yes: ['yes', 'true', '1'],
    no: ['no', 'false', '0'],
  }
  const yes = new Set(words.yes)
  const no = new Set(words.no)
  for (const column of fundColumns) words.columns[column.toLowerCase()] = column
  for (const kind of kinds) words.kinds[kind] = kind
  for (const { key, nameZh, nameEn } of groups)
    for (const name of [key, nameZh, nameEn]) words.groups[wordOf(name)] = key
  for (const locale of locales) {
    const gifts = textsIn(locale, 'gifts')
    const ledger = textsIn(locale, 'ledger')
    for (const column of fundColumns)
      words.columns[wordOf(gifts(`import.column.${column as FundColumn}`))] = column
    for (const kind of kinds) words.kinds[wordOf(ledger(`funds.kind.${kind}`))] = kind
    yes.add(wordOf(gifts('export.yes'))).add(wordOf(ledger('funds.restricted')))
    no.add(wordOf(gifts('export.no'))).add(wordOf(ledger('funds.unrestricted')))
  }
  return { ...words, yes: [...yes], no: [...no] }
}
