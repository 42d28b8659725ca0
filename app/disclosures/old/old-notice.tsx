import { Link } from '@remix-run/react'
import { languageOf } from '~/platform/language-of'
import { classes } from '~/ui/classes'
import { DefinitionList } from '~/ui/definition-list'
import { Notice } from '~/ui/notice'
import { Table } from '~/ui/table'
import type { OldNoticeShown } from './show-old-notice.server'

/** A sentence that repeats words of the text: these are Chinese on a page in English too. */
const Told = ({ text }: { text: string }) =>
  text.split(/(\p{Script=Han}[^a-zA-Z]*)/u).map((piece, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a sentence have no identity and never move
    <span key={n} lang={languageOf(piece)}>
      {piece}
    </span>
  ))

/** An old disclosure: said at its head what it is, then what was found in it, the text as it was, and its figures as stated then. */
export function OldNotice({ shown }: { shown: OldNoticeShown }) {
  const { words, findings, figures } = shown
  return (
    <article className="space-y-8">
      <header className="space-y-4">
        <h1 className="font-serif text-3xl font-bold">{shown.title}</h1>
        <Notice kind="attention" title={words.mark}>
          {words.markHint}
          {shown.computed && (
            <span className="mt-1 block">
              {words.computed}{' '}
              <Link className="link" to={shown.computed}>
                {words.toComputed}
              </Link>
            </span>
          )}
        </Notice>
        <DefinitionList
          items={shown.facts.map(({ term, detail }) => ({
            term,
            detail: <span lang={languageOf(detail)}>{detail}</span>,
          }))}
        />
      </header>
      <section id="findings">
        <h2 className="font-serif text-xl font-bold">{words.findings}</h2>
        {findings.length === 0 ? (
          <p className="mt-1 text-soft">{words.noFindings}</p>
        ) : (
          <ul className="mt-1 list-disc space-y-1 ps-6">
            {findings.map((one) => (
              <li key={one.id} className="[overflow-wrap:anywhere]">
                <Told text={one.text} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section id="text">
        <h2 className="font-serif text-xl font-bold">{words.text}</h2>
        <p className="mt-1 text-sm text-soft">{words.textHint}</p>
        <div
          lang="zh-CN"
          className="mt-3 rounded-paper border border-line bg-raised p-4 leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere] sm:p-6"
        >
          {shown.stretches.map((one) => {
            const found = one.found && 'underline decoration-amber decoration-wavy underline-offset-4'
            const look = one.doubtful ? 'border border-dashed border-amber bg-amber-tint' : 'bg-banyan-tint'
            return one.figure ? (
              <mark key={one.from} className={classes('rounded-paper px-0.5 text-ink', look, found)}>
                {one.text}
              </mark>
            ) : (
              <span key={one.from} className={found || undefined}>
                {one.text}
              </span>
            )
          })}
        </div>
      </section>
      <section id="figures">
        <h2 className="font-serif text-xl font-bold">{words.figures}</h2>
        <p className="mt-1 mb-3 text-sm text-soft">{words.figuresHint}</p>
        <Table
          caption={words.figures}
          captionHidden
          rows={figures}
          rowKey={(row) => String(row.id)}
          emptyText={words.noFigures}
          columns={[
            {
              ...{ id: 'said', header: words.said, rowHeader: true },
              cell: (row) => <span lang="zh-CN">{row.said}</span>,
            },
            {
              ...{ id: 'value', header: words.readAs, align: 'end' },
              cell: (row) => <span lang={languageOf(row.value)}>{row.value || '—'}</span>,
            },
            { id: 'remark', header: words.remark, cell: (row) => row.remark },
          ]}
        />
      </section>
    </article>
  )
}
