import type { LoaderFunctionArgs } from '@remix-run/node'
import { shanghaiDay } from '~/platform/dates'
import { publicJson, refusedJson } from '~/platform/public-json.server'
import { findProject } from '~/projects/find-project.server'
import { publicProject } from '~/projects/project-shape'

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const found = await findProject(house.db, params.key!, shanghaiDay(house.now()))
  if (!found) return refusedJson(404, 'unknown-project', 'There is no project with this key.')
  return publicJson(request, publicProject(found))
}
