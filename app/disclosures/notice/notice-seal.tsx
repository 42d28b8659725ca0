import { Link } from '@remix-run/react'
import { formatCount, formatDay } from '~/platform/dates'
import type { PublishedVersion } from '../publication/find-published.server'
import type { NoticeProps } from './notice-view'
import { say } from './say'

interface NoticeSealProps extends NoticeProps {
  hash: string
  /** Its leaf in the public log. */
  index: string | null
  versions: readonly PublishedVersion[]
  /** The notice's own path, with its language. */
  here: string
  publicUrl: string
}

/** What a stranger needs to check a notice: the frozen bytes, their hash, its place in the log; and every version. */
export function NoticeSeal({
  locale,
  words,
  statement,
  hash,
  index,
  versions,
  here,
  publicUrl,
}: NoticeSealProps) {
  const bare = `/projects/${statement.project.key}/disclosures/${statement.period}`
  const frozen = `${bare}.json?version=${statement.version}`
  const download = 'link inline-flex min-h-11 items-center'
  return (
    <section className="space-y-4 border-t border-line pt-6">
      <h2 className="font-serif text-xl font-bold">{words.check}</h2>
      <p className="max-w-prose">{words.checkHint}</p>
      <pre className="rounded-paper bg-sunk p-4 text-sm break-all whitespace-pre-wrap">
        <code>{`curl -s '${publicUrl}${frozen}' | sha256sum\n${hash}`}</code>
      </pre>
      <ul className="no-print flex flex-wrap gap-x-6">
        <li>
          {index === null ? (
            <span className="inline-flex min-h-11 items-center text-soft">{words.notSealed}</span>
          ) : (
            <a className={download} href={`/api/v1/log/entries?start=${index}&end=${BigInt(index) + 1n}`}>
              {say(words.inLog, { index: formatCount(BigInt(index)) })}
            </a>
          )}
        </li>
        <li>
          <a className={download} href={frozen}>
            {words.frozen}
          </a>
        </li>
        <li>
          <a className={download} href={`/api/v1${bare}?version=${statement.version}`}>
            {words.json}
          </a>
        </li>
        <li>
          <a className={download} href={`${here}.pdf?version=${statement.version}`}>
            {words.pdf}
          </a>
        </li>
      </ul>
      {versions.length > 1 && (
        <div>
          <h3 className="font-bold">{words.versions}</h3>
          <ul>
            {versions.map((one) => (
              <li key={one.version}>
                <Link className={download} to={`${here}?version=${one.version}`}>
                  {say(words.version, { version: one.version })}
                </Link>{' '}
                <span className="text-soft">{formatDay(locale, one.publishedOn)}</span>{' '}
                <code className="text-sm break-all text-soft">{one.hash.slice(0, 16)}…</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
