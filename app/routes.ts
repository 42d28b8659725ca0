import { flatRoutes } from '@remix-run/fs-routes'
import type { RouteConfig } from '@remix-run/route-config'

/** File name = URL: the flat files of routes/. */
export default flatRoutes({ ignoredRouteFiles: ['**/README.md', '**/*.test.*'] }) satisfies RouteConfig
