import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { beforeAll, expect, test } from 'vitest'
import { splitBuild } from '~/platform/split-build.server'
import { ensureBuild } from './server'

let build: ServerBuild
let partOf: (path: string) => ServerBuild
beforeAll(async () => {
  await ensureBuild()
  build = await import(pathToFileURL(path.resolve('build/server/index.js')).href)
  partOf = splitBuild(build)
})

const idsOf = (part: ServerBuild) => Object.keys(part.routes)

function tree(part: ServerBuild, parentId?: string): Parameters<typeof matchRoutes>[0] {
  return Object.values(part.routes)
    .filter((route) => route.parentId === parentId)
    .map(({ id, path: own, index }) =>
      index ? { id, path: own, index } : { id, path: own, children: tree(part, id) },
    )
}

const answering = (part: ServerBuild, address: string) =>
  (matchRoutes(tree(part), address) ?? []).map(({ route, params }) => [route.id, params])

/** An address of every route of the build, as its own file names it. */
function addresses(): string[] {
  const full = (id: string | undefined): string =>
    id ? `${full(build.routes[id]!.parentId)}/${build.routes[id]!.path ?? ''}` : ''
  return idsOf(build).map((id) =>
    full(id).replace(':lang?', '').replace(/:\w+/g, 'x').replace('*', 'no/where').replace(/\/+/g, '/'),
  )
}

test('a part of the build answers every address with the same routes and parameters as the whole', () => {
  const own = addresses().flatMap((a) => [
    a,
    `/en${a}`,
    `/fr${a}`,
    a.toUpperCase(),
    `${a}/`,
    `${a}/deeper`,
    `/${a}`,
  ])
  const strange = [
    '/',
    '/en',
    '/en/',
    '/enfunds',
    '/funds%2Fx',
    '/%66unds',
    '//funds',
    '/EN/funds',
    '/desk',
    '/x',
  ]
  for (const address of [...own, ...strange]) {
    const whole = answering(build, address)
    // `:lang?` takes any word, so to the whole build /account/gifts/x is a gift in the language "account": a part has no such page.
    const inNoLanguage = whole.some(([, params]) =>
      ['account', 'desk'].includes((params as { lang?: string }).lang ?? ''),
    )
    const wanted = inNoLanguage ? ['root', 'routes/$'] : whole
    const found = answering(partOf(address), address)
    expect(inNoLanguage ? found.map(([id]) => id) : found, address).toEqual(wanted)
  }
  expect(own.length).toBeGreaterThan(300)
})

test('what the public asks for is matched without the desk, and the desk without the machines’ doors', () => {
  const under = (address: string, start: RegExp) => idsOf(partOf(address)).filter((id) => start.test(id))
  for (const address of ['/', '/en/', '/campaigns/x', '/en/funds/x', '/ledger.data', '/api/v1/funds'])
    expect(under(address, /desk/), address).toEqual([])
  expect(under('/desk/gifts.data', /api\./)).toEqual([])
  expect(under('/desk/gifts.data', /desk\.gifts/).length).toBeGreaterThan(1)
  expect(Object.keys(partOf('/ledger.data').assets.routes)).toEqual(idsOf(partOf('/ledger.data')))
})

test('routes that a page has yet to discover are found in the whole build', async () => {
  expect(partOf('/__manifest')).toBe(build)
  const ask = new Request(
    `http://localhost/__manifest?version=${build.assets.version}&p=/desk/gifts&p=/funds`,
  )
  const found = await (await createRequestHandler(build, 'production')(ask)).json()
  expect(Object.keys(found)).toEqual(
    expect.arrayContaining(['routes/($lang).desk.gifts._index', 'routes/($lang).funds._index']),
  )
})
