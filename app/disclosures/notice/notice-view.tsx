import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { formatSpan, type ProjectState, sayAmended, stateWords } from '~/projects/project'
import { DefinitionList } from '~/ui/definition-list'
import { Seal } from '~/ui/seal'
import { Table } from '~/ui/table'
import { type Both, type Figure, isTold } from '../statement/figure'
import { piecesOf } from '../statement/live-fields'
import { sayQuarter } from '../statement/quarter'
import type { Statement } from '../statement/statement'
import { FigureValue } from './figure-value'
import { NoticeParts } from './notice-parts'
import { inRow, type NoticeWords, say } from './say'

export interface NoticeProps {
  locale: Locale
  words: NoticeWords
  statement: Statement
  /** Not published: no seal, and it says so. */
  preview?: boolean
}

/** A disclosure as an official notice: the project, what was done, its figures, what came of it. */
export function NoticeView(props: NoticeProps) {
  const { locale, words, statement, preview } = props
  const { project, figures } = statement
  // The page around a preview has its own title.
  const Title = preview ? 'h2' : 'h1'
  return (
    <article className="space-y-8">
      <header className="border-b-2 border-kapok pb-6 text-center">
        <p className="text-soft">{words.federation}</p>
        <Title className="mt-2 font-serif text-3xl leading-snug font-bold text-balance">
          {project.name[locale]}
          <span className="mt-1 block text-xl">
            {say(words.noticeTitle, { quarter: sayQuarter(locale, statement.period) })}
          </span>
        </Title>
        {!preview && (
          <div className="mt-4 flex items-center justify-center gap-4">
            <Seal name={`${project.key} ${statement.period}`} characters={words.seal} size={64} />
            <p className="text-start text-soft">
              {say(words.publishedOn, { day: formatDay(locale, statement.publishedOn) })}
              <span className="block">{say(words.version, { version: statement.version })}</span>
            </p>
          </div>
        )}
      </header>
      {statement.version > 1 && statement.explanation[locale] !== '' && (
        <section className="border-s-4 border-amber ps-4">
          <h2 className="font-bold">{words.corrected}</h2>
          <p className="whitespace-pre-line">{statement.explanation[locale]}</p>
        </section>
      )}
      <Part title={words.information}>
        <DefinitionList items={informationOf(props)} />
      </Part>
      <Part title={words.doing}>
        <LiveText text={statement.written.done} figures={figures} locale={locale} preview={preview} />
        <FigureTable {...props} />
        <NoticeParts {...props} />
      </Part>
      <Part title={words.results}>
        <LiveText text={statement.written.came} figures={figures} locale={locale} preview={preview} />
      </Part>
      {statement.acknowledged.length > 0 && (
        <section>
          <h3 className="font-bold">{words.acknowledged}</h3>
          <ul className="list-disc ps-6 text-soft">
            {statement.acknowledged.map((one) => (
              <li key={one.number}>{say(words.acknowledgedLine, one)}</li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="space-y-4">
    <h2 className="font-serif text-xl font-bold">{title}</h2>
    {children}
  </section>
)

function informationOf({ locale, words, statement: { project } }: NoticeProps) {
  const state = stateWords[project.state as ProjectState]
  const partners = inRow(
    locale,
    project.partners.map((one) => one[locale]),
  )
  return [
    { term: words.name, detail: project.name[locale] },
    { term: words.state, detail: state ? inLocale(locale, state) : project.state },
    { term: words.served, detail: project.served[locale] },
    { term: words.field, detail: project.field[locale] },
    { term: words.span, detail: formatSpan(locale, project) },
    { term: words.partners, detail: partners || words.none },
    { term: words.area, detail: project.area[locale] },
    ...(project.intro[locale]
      ? [{ term: words.about, detail: <span className="whitespace-pre-line">{project.intro[locale]}</span> }]
      : []),
    ...(project.amendments.length > 0
      ? [
          {
            term: words.amendments,
            detail: (
              <ul className="space-y-1">
                {project.amendments.map((one) => (
                  <li key={`${one.on} ${one.what} ${one.before}`}>
                    {say(words.amendment, {
                      on: formatDay(locale, one.on),
                      before: sayAmended(locale, one.what as 'period', one.before),
                      after: sayAmended(locale, one.what as 'period', one.after),
                      reason: one.reason[locale],
                    })}
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ]
}

/** What people wrote, each figure in it a link to its records; Chinese paragraphs begin two characters in. */
export function LiveText({
  text,
  figures,
  locale,
  preview,
}: {
  text: Both
  figures: readonly Figure[]
  locale: Locale
  preview?: boolean
}) {
  const indent = locale === 'en' ? '' : 'indent-[2em]'
  return (
    <div className="max-w-prose space-y-3">
      {text[locale].split(/\n+/).map((paragraph, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs are told apart by their place only
        <p key={n} className={indent}>
          {piecesOf(paragraph, figures, locale).pieces.map((piece, m) =>
            piece.figure ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces are told apart by their place only
              <RecordsLink key={m} figure={piece.figure} locale={locale} preview={preview}>
                <span className="tabular">{piece.text}</span>
              </RecordsLink>
            ) : (
              piece.text
            ),
          )}
        </p>
      ))}
    </div>
  )
}

/** To a figure's records: their page is there once the statement is published. */
const RecordsLink = ({
  figure,
  locale,
  preview,
  children,
}: {
  figure: Figure
  locale: Locale
  preview?: boolean
  children: ReactNode
}) =>
  preview ? (
    <strong>{children}</strong>
  ) : (
    <Link className="link font-semibold" to={pathIn(locale, figure.records)}>
      {children}
    </Link>
  )

function FigureTable({ locale, words, preview, statement: { figures } }: NoticeProps) {
  if (figures.length === 0) return <p className="text-soft">{words.noFigures}</p>
  return (
    <div>
      <Table
        caption={words.figures}
        rows={figures.filter(isTold)}
        rowKey={(figure) => figure.key}
        columns={[
          { id: 'label', header: words.figure, rowHeader: true, cell: (figure) => figure.label[locale] },
          {
            id: 'value',
            header: words.value,
            align: 'end',
            cell: (figure) => (
              <RecordsLink figure={figure} locale={locale} preview={preview}>
                <FigureValue figure={figure} locale={locale} />
              </RecordsLink>
            ),
          },
        ]}
      />
      {!preview && <p className="mt-1 text-sm text-soft">{words.figuresHint}</p>}
    </div>
  )
}
