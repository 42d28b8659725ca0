import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Table } from '~/ui/table'
import type { FigureChange } from '../publication/compare-figures'
import type { TextChange } from '../publication/compare-texts'
import type { NoticeWords } from './say'

const spell = (value: string | null, money: boolean) =>
  value === null ? '—' : money ? formatFen(BigInt(value)) : formatCount(BigInt(value))

/** Figures that are others now, with what they were. */
export const FigureChanges = ({
  locale,
  words,
  changes,
}: {
  locale: Locale
  words: NoticeWords
  changes: readonly FigureChange[]
}) => (
  <Table
    caption={words.changedFigures}
    rows={changes}
    rowKey={(change) => change.key}
    emptyText={words.noChange}
    columns={[
      { id: 'label', header: words.figure, rowHeader: true, cell: (change) => change.label[locale] },
      { id: 'before', header: words.before, align: 'end', cell: (c) => spell(c.before, c.money) },
      { id: 'after', header: words.after, align: 'end', cell: (c) => spell(c.after, c.money) },
    ]}
  />
)

/** One text with what went struck through and what came underlined; screen readers are told which. */
export const ChangedText = ({ words, changes }: { words: NoticeWords; changes: readonly TextChange[] }) => (
  <p className="max-w-prose whitespace-pre-line">
    {changes.map(({ what, text }, n) => {
      if (what === 'same') return text
      const Mark = what === 'gone' ? 'del' : 'ins'
      return (
        <Mark
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces are told apart by their place only
          key={n}
          className={what === 'gone' ? 'bg-kapok-tint line-through' : 'bg-banyan-tint underline'}
        >
          <span className="sr-only">[{what === 'gone' ? words.gone : words.added}] </span>
          {text}
        </Mark>
      )
    })}
  </p>
)
