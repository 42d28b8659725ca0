import { DefinitionList } from '~/ui/definition-list'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { QrFigure } from '~/ui/qr-figure'
import type { QrDrawing } from '~/ui/qr-path'
import { Seal } from '~/ui/seal'
import { Tag } from '~/ui/tag'
import type { ReceiptWords } from './receipt-words.server'

export interface ReceiptPaperProps {
  words: ReceiptWords
  qr: QrDrawing & { url: string }
  /** Laid out for a small printer's paper, in millimetres. */
  paper: '58' | '80' | null
}

/** A market receipt: on a phone, and as a slip of a small printer. */
export function ReceiptPaper({ words, qr, paper }: ReceiptPaperProps) {
  const { state, seal } = words
  return (
    <div className={paper ? `receipt-slip receipt-slip-${paper}` : 'page-text space-y-6'}>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        {seal && !paper && <Seal name={seal} animate size={80} />}
        <div className="min-w-0 flex-[1_1_12rem]">
          <h1 className="font-serif text-2xl font-bold sm:text-3xl">{words.title}</h1>
          <p className="tabular text-lg font-semibold">{words.number}</p>
        </div>
      </div>
      <Panel>
        <p className="@container mb-3">
          <Money fen={words.amountFen} size="display" />
        </p>
        <p className="mb-4 space-y-1">
          <Tag tone={state.tone}>{state.word}</Tag>
          <span className="no-print block text-soft">{state.text}</span>
        </p>
        {words.lines.length > 0 && (
          <ul aria-label={words.linesTitle} className="mb-4 divide-y divide-line border-y border-line">
            {words.lines.map((line) => (
              <li key={line.text} className="flex flex-wrap justify-between gap-x-4 py-1.5">
                <span className="min-w-0 [overflow-wrap:anywhere]">{line.text}</span>
                <span className="tabular">{line.amount}</span>
              </li>
            ))}
          </ul>
        )}
        <DefinitionList
          short
          items={words.facts.map(({ term, detail, to }) => ({
            term,
            detail: to ? (
              <a className="link" href={to}>
                {detail}
              </a>
            ) : (
              detail
            ),
          }))}
        />
        <div className="mt-4 text-center">
          <QrFigure qr={qr} title={words.qrTitle} size={160} href={qr.url} />
        </div>
      </Panel>
      <p className="text-sm text-soft">{words.notTicket}</p>
      <div className="no-print space-y-2">
        <p className="flex flex-wrap gap-3">
          {words.print.map(({ paper: width, label }) => (
            <LinkButton key={width} variant="secondary" to={`?paper=${width}`} reloadDocument>
              {label}
            </LinkButton>
          ))}
        </p>
        <p className="text-sm text-soft">{words.printHint}</p>
      </div>
    </div>
  )
}
