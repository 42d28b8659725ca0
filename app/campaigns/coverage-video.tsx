import { useEffect, useRef, useState } from 'react'
import { Icon } from '~/ui/icon'
import type { Video } from './video'

export interface VideoWords {
  /** "Play the video from Bilibili". */
  play: string
  /** What playing means for the reader. */
  note: string
  title: string
  /** When a stream does not play. */
  failed: string
}

/**
 * A video by link. Nothing is asked of its provider until the reader wants it; without scripts the link leads to where it
 * can be watched.
 */
export function CoverageVideo({ video, words }: { video: Video; words: VideoWords }) {
  const [playing, setPlaying] = useState(false)
  if (playing && video.provider === 'stream') return <Stream src={video.embed} words={words} />
  if (playing) {
    return (
      <iframe
        className="aspect-video w-full rounded-paper border border-line bg-sunk"
        src={video.embed}
        title={words.title}
        sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
        allow="fullscreen; picture-in-picture; encrypted-media"
      />
    )
  }
  return (
    <p>
      <a
        href={video.url}
        rel="noreferrer"
        target="_blank"
        className="flex min-h-14 items-center gap-3 rounded-paper border border-edge bg-sunk px-4 py-3 font-semibold hover:border-ink"
        onClick={(event) => {
          event.preventDefault()
          setPlaying(true)
        }}
      >
        <Icon name="arrow" className="shrink-0 text-kapok-text" />
        <span>
          {words.play}
          <span className="block text-sm font-normal text-soft">{words.note}</span>
        </span>
      </a>
    </p>
  )
}

/** HLS: natively where the browser can, else through a player that is fetched only now. */
function Stream({ src, words }: { src: string; words: VideoWords }) {
  const element = useRef<HTMLVideoElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const video = element.current
    if (!video) return
    if (video.canPlayType('application/vnd.apple.mpegurl')) {
      video.src = src
      return
    }
    let stop = () => {}
    let gone = false
    import('hls.js/light').then(
      ({ default: Hls }) => {
        if (gone) return
        if (!Hls.isSupported()) return setFailed(true)
        // Its worker would be a script from a blob, which the page does not allow.
        const player = new Hls({ enableWorker: false })
        player.on(Hls.Events.ERROR, (_, fault) => {
          if (fault.fatal) setFailed(true)
        })
        player.loadSource(src)
        player.attachMedia(video)
        stop = () => player.destroy()
      },
      () => setFailed(true),
    )
    return () => {
      gone = true
      stop()
    }
  }, [src])
  return (
    <div>
      <video
        ref={element}
        className="aspect-video w-full rounded-paper bg-ink"
        aria-label={words.title}
        onError={() => setFailed(true)}
        controls
        playsInline
        autoPlay
        muted
      />
      {failed && <p role="status">{words.failed}</p>}
    </div>
  )
}
