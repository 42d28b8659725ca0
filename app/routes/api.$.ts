import { refusedJson } from '~/platform/public-json.server'

/** Whatever the API does not have: programs are answered in JSON, also when their address is wrong. */
export function loader() {
  return refusedJson(404, 'unknown-address', 'There is no such address; /api/v1/openapi.json lists them.')
}
