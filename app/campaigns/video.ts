/** Those whose player may stand in a frame, with the only places their frames come from. */
const frames = {
  bilibili: ['https://player.bilibili.com', 'https://www.bilibili.com'],
  tencent: ['https://v.qq.com'],
  youtube: ['https://www.youtube-nocookie.com'],
  vimeo: ['https://player.vimeo.com'],
} as const
export type VideoProvider = keyof typeof frames | 'stream'
/** What a page that shows videos lets into its frames. */
export const frameOrigins: readonly string[] = Object.values(frames).flat()

/** A video behind a link that somebody pasted. */
export interface Video {
  provider: VideoProvider
  /** Where one watches it without us. */
  url: string
  /** What the frame shows; of a stream (HLS) the playlist itself. */
  embed: string
}
export type VideoRefusal = 'not-a-link' | 'unknown-video' | 'unknown-stream'

const id = (text: string | null | undefined, shape: RegExp) => (text && shape.test(text) ? text : null)

/** The player's address for a page of one of the providers, or null for any other page of theirs. */
function frameOf({ hostname, pathname, searchParams }: URL): [keyof typeof frames, string] | null {
  const host = hostname.replace(/^(www|m)\./, '')
  const parts = pathname.split('/').filter(Boolean)
  if (host === 'bilibili.com' && parts[0] === 'video') {
    const video = id(parts[1], /^BV[0-9A-Za-z]{10}$/)
    const page = id(searchParams.get('p'), /^[1-9]\d{0,3}$/)
    const more = page ? `&p=${page}` : ''
    return video
      ? ['bilibili', `https://player.bilibili.com/player.html?bvid=${video}${more}&autoplay=0`]
      : null
  }
  if (host === 'live.bilibili.com') {
    const room = id(parts[0] === 'h5' ? parts[1] : parts[0], /^\d{1,12}$/)
    return room
      ? ['bilibili', `https://www.bilibili.com/blackboard/live/live-activity-player.html?cid=${room}`]
      : null
  }
  if (host === 'v.qq.com' && parts[0] === 'x') {
    const video = id(parts.at(-1)?.replace(/\.html$/, ''), /^[0-9a-z]{11}$/)
    return video ? ['tencent', `https://v.qq.com/txp/iframe/player.html?vid=${video}`] : null
  }
  if (host === 'youtube.com' || host === 'youtu.be') {
    const named =
      host === 'youtu.be' ? parts[0] : ['live', 'shorts', 'embed'].includes(parts[0]!) ? parts[1] : null
    const video = id(named ?? (parts[0] === 'watch' ? searchParams.get('v') : null), /^[\w-]{11}$/)
    return video ? ['youtube', `https://www.youtube-nocookie.com/embed/${video}`] : null
  }
  if (host === 'vimeo.com') {
    const video = id(parts[0], /^\d{6,12}$/)
    const key = id(parts[1] ?? searchParams.get('h'), /^[0-9a-f]{8,12}$/)
    return video ? ['vimeo', `https://player.vimeo.com/video/${video}?dnt=1${key ? `&h=${key}` : ''}`] : null
  }
  return null
}

/**
 * What a pasted link shows. Refuses `not-a-link`, `unknown-video` (a site or a page that we do not know how to show) and
 * `unknown-stream`: a playlist (`.m3u8`) that does not come from one of `streamOrigins` (the configuration's STREAM_ORIGINS).
 * Nothing of what was typed reaches the frame but an id of the expected shape.
 */
export function videoOf(link: string, streamOrigins: readonly string[]): Video | VideoRefusal {
  const text = link.trim()
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return 'not-a-link'
  const url = new URL(text)
  if (url.username || url.password) return 'not-a-link'
  if (/\.m3u8$/i.test(url.pathname)) {
    if (!streamOrigins.includes(url.origin)) return 'unknown-stream'
    return { provider: 'stream', url: url.href, embed: url.href }
  }
  const frame = frameOf(url)
  if (!frame) return 'unknown-video'
  url.protocol = 'https:'
  return { provider: frame[0], url: url.href, embed: frame[1] }
}

/** The same for reading what was stored: a link that is no longer known shows nothing. */
export function knownVideo(link: string, streamOrigins: readonly string[]): Video | null {
  const video = link === '' ? null : videoOf(link, streamOrigins)
  return typeof video === 'string' ? null : video
}
