import { Link } from '@remix-run/react'
import { formatDay } from '~/platform/dates'
import type { PublishedVersion } from '../publication/find-published.server'
import type { NoticeProps } from './notice-view'
import { say } from './say'
import { downloadLink, SealProof } from './seal-proof'

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
  return (
    <SealProof
      {...{ words, frozen, hash, index, publicUrl }}
      json={`/api/v1${bare}?version=${statement.version}`}
      more={
        <li>
          <a className={downloadLink} href={`${here}.pdf?version=${statement.version}`}>
            {words.pdf}
          </a>
        </li>
      }
    >
      {versions.length > 1 && (
        <div>
          <h3 className="font-bold">{words.versions}</h3>
          <ul>
            {versions.map((one) => (
              <li key={one.version}>
                <Link className={downloadLink} to={`${here}?version=${one.version}`}>
                  {say(words.version, { version: one.version })}
                </Link>{' '}
                <span className="text-soft">{formatDay(locale, one.publishedOn)}</span>{' '}
                <code className="text-sm break-all text-soft">{one.hash.slice(0, 16)}…</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </SealProof>
  )
}
