import { contentTag } from '~/platform/content-tag.server'
import type { NoticeOptions, NoticePaper } from './lay-notice.server'
import { renderNotices } from './render-notices.server'

export interface Printed {
  pdf: Uint8Array
  etag: string
}

/** About 330 KB for a volume of fourteen, a tenth of it for one. */
const mostKept = 40

/** Prints what is published. */
export interface NoticePress {
  print(papers: readonly NoticePaper[], options: NoticeOptions): Promise<Printed>
}

/**
 * Prints each paper once and keeps it, also for those who ask while it is being printed: what is published never changes, and a volume
 * takes two seconds of the one thread that answers everybody. What was asked for longest ago goes first.
 */
export function openNoticePress(render: typeof renderNotices = renderNotices): NoticePress {
  const kept = new Map<string, Promise<Printed>>()

  async function print(papers: readonly NoticePaper[], options: NoticeOptions): Promise<Printed> {
    const pdf = await render(papers, options)
    return { pdf: new Uint8Array(pdf), etag: `"${contentTag(pdf)}"` }
  }
  return {
    print(papers, options) {
      // Its place in the log stands on a paper too, and comes a moment after it is published.
      const key = JSON.stringify([options, papers.map(({ hash, index }) => [hash, String(index)])])
      const printing = kept.get(key) ?? print(papers, options)
      printing.catch(() => kept.get(key) === printing && kept.delete(key))
      kept.delete(key)
      if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
      kept.set(key, printing)
      return printing
    },
  }
}

/** A printed paper as an answer; 304 for whoever has it. */
export function answerPrinted(request: Request, { pdf, etag }: Printed, filename: string): Response {
  const headers = {
    ...{ 'Content-Type': 'application/pdf', 'Cache-Control': 'public, max-age=60', ETag: etag },
    'Content-Disposition': `inline; filename="${filename}.pdf"`,
  }
  const known = request.headers.get('If-None-Match')?.split(',') ?? []
  if (known.some((one) => one.trim().replace(/^W\//, '') === etag))
    return new Response(null, { status: 304, headers })
  return new Response(pdf as BodyInit, { headers })
}
