import type { LoaderFunctionArgs } from '@remix-run/node'
import { publicJson } from '~/platform/public-json.server'
import { listProjects } from '~/projects/list-projects.server'
import { publicProjectRow } from '~/projects/project-shape'

export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  return publicJson(request, (await listProjects(house.db)).map(publicProjectRow))
}
