import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { noticeWords } from '~/disclosures/notice/notice-words.server'
import { SealProof } from '~/disclosures/notice/seal-proof'
import { findOldPublished } from '~/disclosures/old/find-old-published.server'
import { OldNotice } from '~/disclosures/old/old-notice'
import { showOldNotice } from '~/disclosures/old/show-old-notice.server'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { pageMeta } from '~/ui/page-meta'

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const found = await findOldPublished(house.db, { project: params.key!, period: params.period! })
  if (!found) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  return {
    ...{ locale, shown: showOldNotice(locale, found), words: noticeWords(locale) },
    publicUrl: house.config.PUBLIC_URL,
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.shown.title, description: args.data?.shown.words.markHint })

export default function OldDisclosurePage() {
  const { locale, shown, words, publicUrl } = useLoaderData<typeof loader>()
  const { bare, hash, index } = shown
  return (
    <div className="page-text space-y-8">
      <p className="no-print flex flex-wrap gap-x-6">
        <Link className="link inline-flex min-h-11 items-center" to={shown.project}>
          {shown.words.project}
        </Link>
        <Link className="link inline-flex min-h-11 items-center" to={pathIn(locale, '/disclosures#old')}>
          {shown.words.list}
        </Link>
      </p>
      <OldNotice shown={shown} />
      <SealProof {...{ words, hash, index, publicUrl }} frozen={`${bare}.json`} json={`/api/v1${bare}`} />
    </div>
  )
}
