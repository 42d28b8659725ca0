import { formatCount } from '~/platform/dates'
import { type NoticeWords, say } from '../notice/say'

interface OldSealProps {
  words: NoticeWords
  /** Of the page, without language. */
  bare: string
  hash: string
  index: string | null
  publicUrl: string
}

/** What a stranger needs to see that an old disclosure is still what was published here. */
export function OldSeal({ words, bare, hash, index, publicUrl }: OldSealProps) {
  const download = 'link inline-flex min-h-11 items-center'
  return (
    <section className="space-y-4 border-t border-line pt-6">
      <h2 className="font-serif text-xl font-bold">{words.check}</h2>
      <p className="max-w-prose">{words.checkHint}</p>
      <pre className="rounded-paper bg-sunk p-4 text-sm break-all whitespace-pre-wrap">
        <code>{`curl -s '${publicUrl}${bare}.json' | sha256sum\n${hash}`}</code>
      </pre>
      <p className="no-print flex flex-wrap gap-x-6">
        {index === null ? (
          <span className="inline-flex min-h-11 items-center text-soft">{words.notSealed}</span>
        ) : (
          <a className={download} href={`/api/v1/log/entries?start=${index}&end=${BigInt(index) + 1n}`}>
            {say(words.inLog, { index: formatCount(BigInt(index)) })}
          </a>
        )}
        <a className={download} href={`${bare}.json`}>
          {words.frozen}
        </a>
        <a className={download} href={`/api/v1${bare}`}>
          {words.json}
        </a>
      </p>
    </section>
  )
}
