import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { boardWindows, readUnitsKey } from '~/walks/board'
import { readBoard } from '~/walks/read-board.server'

/** The board's figures alone, for the open page: asked for after the walk's figures have moved. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const slug = params.slug!
  await enter(house.identity, { request, address }, 'walk.see', { campaign: slug })
  const { searchParams } = new URL(request.url)
  const asked = searchParams.get('window')
  const window = boardWindows.find((w) => w === asked)
  const board = await readBoard(house.db, slug, {
    now: house.now(),
    window,
    units: readUnitsKey(searchParams.get('units')),
  })
  if (!board) throw new Response(null, { status: 404 })
  return Response.json(board, { headers: { 'Cache-Control': 'private, no-store' } })
}
