import type { ReactNode } from 'react'
import { formatCount } from '~/platform/dates'
import { type NoticeWords, say } from './say'

export interface SealProofProps {
  words: NoticeWords
  /** Paths of the bytes that were frozen, and of the JSON with their seal. */
  frozen: string
  json: string
  /** SHA-256 of the frozen bytes, in hexadecimal. */
  hash: string
  /** Its leaf in the public log. */
  index: string | null
  publicUrl: string
  /** More to download, as list items. */
  more?: ReactNode
  /** What follows. */
  children?: ReactNode
}

export const downloadLink = 'link inline-flex min-h-11 items-center'

/** What a stranger needs to see that a text is still what was published: the frozen bytes, their hash, their place in the log. */
export function SealProof({ words, frozen, json, hash, index, publicUrl, more, children }: SealProofProps) {
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
            <a className={downloadLink} href={`/api/v1/log/entries?start=${index}&end=${BigInt(index) + 1n}`}>
              {say(words.inLog, { index: formatCount(BigInt(index)) })}
            </a>
          )}
        </li>
        <li>
          <a className={downloadLink} href={frozen}>
            {words.frozen}
          </a>
        </li>
        <li>
          <a className={downloadLink} href={json}>
            {words.json}
          </a>
        </li>
        {more}
      </ul>
      {children}
    </section>
  )
}
