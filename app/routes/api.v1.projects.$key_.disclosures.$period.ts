import type { LoaderFunctionArgs } from '@remix-run/node'
import { askedVersion, findPublished } from '~/disclosures/publication/find-published.server'
import type { Published } from '~/disclosures/statement/statement'
import { publicJson, refusedJson } from '~/platform/public-json.server'

/** The published statement of a project for a quarter, `2024-Q1`: the newest version, or `?version=`. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const version = askedVersion(new URL(request.url).searchParams)
  const { key, period } = params as { key: string; period: string }
  const found = await findPublished(house.db, { project: key, period, version })
  if (!found)
    return refusedJson(404, 'not-published', 'Nothing is published of this project for this period.')
  const { statement, hash, entryId, index, versions } = found
  const published: Published = {
    ...statement,
    seal: {
      hash,
      frozen: `/projects/${key}/disclosures/${period}.json?version=${statement.version}`,
      entryId: entryId.toString(),
      index: index === null ? null : Number(index),
    },
    versions,
  }
  return publicJson(request, published)
}
