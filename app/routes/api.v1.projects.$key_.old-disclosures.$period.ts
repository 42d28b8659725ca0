import type { LoaderFunctionArgs } from '@remix-run/node'
import type { z } from 'zod'
import { findOldPublished } from '~/disclosures/old/find-old-published.server'
import type { publishedOldShape } from '~/disclosures/old/old-statement'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** A disclosure as it was published before there was this software: its figures are stated, not computed. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const { key, period } = params as { key: string; period: string }
  const found = await findOldPublished(house.db, { project: key, period })
  if (!found) return refusedJson(404, 'not-published', 'No old disclosure is published there.')
  const { statement, hash, entryId, index } = found
  const published: z.infer<typeof publishedOldShape> = {
    ...statement,
    seal: {
      hash,
      frozen: `/projects/${key}/old-disclosures/${period}.json`,
      entryId: entryId.toString(),
      index: index === null ? null : Number(index),
    },
  }
  return publicJson(request, published)
}
