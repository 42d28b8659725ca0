import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { type APIRequestContext, expect } from '@playwright/test'
import { newCardId } from '~/walks/card-id'
import { readStampCode, spellStampCode } from '~/walks/stamp-code'
import { drawPages, readQr } from '../../walks/read-qr'
import { openWalk } from './donor'
import { mailedTo } from './mailed'

/** The walk that was, with everything that its day left behind (SHANXING_WALK in playwright.config.ts). */
export const pastWalk = '/campaigns/health-walk-10'

/** Paths of what a walker, a unit's leader and a stall's buyer have, without language. */
export interface Walked {
  /** A party's own page, and its walker's ticket. */
  party: string
  ticket: string
  /** A unit's own page, and the one that its members join by. */
  unit: string
  join: string
  /** Where the party's fundraising page is made, and the page. */
  fundraise: string
  page: string
  /** A visitor who came back with all stamps: the card's page, and where the certificate is checked. */
  finished: string
  certificate: string
  /** A receipt of the past walk's market. */
  receipt: string
}

const walkData = JSON.parse(fs.readFileSync('app/demo/data/walk.json', 'utf8')) as {
  units: string[]
  stalls: { organisation: string }[]
}
/** What people and organisations call themselves and typed, in their own language. */
export const walkersWords = [
  ...['何晓兰', '何大文', '沙湾镇小学', '李带队', '为福利院走一圈', '每一步都算数。'],
  ...walkData.units,
  ...walkData.stalls.map(({ organisation }) => organisation),
]

/** Somebody registers, opens a unit, raises funds, and walks: without a browser, for tests that look at what comes after. */
export async function walked(request: APIRequestContext): Promise<Walked> {
  const origin = new URL((await request.get('/')).url()).origin
  const headers = { Origin: origin }
  const read = async (path: string) => (await request.get(path)).text()
  /** Posts a form; answers where it leads. */
  async function send(path: string, form: Record<string, string>): Promise<string> {
    const sent = await request.post(path, { form, headers, maxRedirects: 0 })
    expect(sent.status(), await sent.text()).toBe(303)
    return sent.headers().location!.replace(/[?#].*$/, '')
  }
  const find = (html: string, pattern: RegExp) => {
    const [, found] = pattern.exec(html) ?? []
    if (!found) throw new Error(`nothing there like ${pattern}`)
    return found
  }

  const party = await send(`${openWalk}/register`, {
    ...{ formId: randomUUID(), waiver: '1', walkers: '1', agreed: 'yes', intent: 'register' },
    ...{ 'w0-name': '何晓兰', 'w0-level': '5km', contactEmail: `walker.${Date.now()}@example.com` },
    ...{ contactPhone: '13900139000', emergencyName: '何大文', emergencyPhone: '13800138000' },
  })
  const ticket = find(await read(party), /(\/t\/[0-9a-zA-Z]{16})/)
  const leaderEmail = `leader.${Date.now()}@example.com`
  await send(`${openWalk}/register/unit`, {
    ...{ formId: randomUUID(), unitName: `沙湾镇小学 ${Date.now()}`, leaderName: '李带队' },
    ...{ leaderEmail, leaderPhone: '13800138000' },
  })
  const unit = await mailedTo(request, leaderEmail, /(\/units\/[\w-]{43})/)
  const join = find(await read(unit), /(\/join-unit\/[\w-]{43})/)
  const fundraise = party.replace('/registrations/', '/fundraise/')
  await send(fundraise, { title: '为福利院走一圈', story: '每一步都算数。', goal: '1000' })
  const page = find(await read(fundraise), /(\/campaigns\/[a-z0-9-]+\/pages\/\w{10})/)

  await request.get('/demo/sign-in/administrator')
  const stall = await read(`/desk${pastWalk}/market/s1`)
  const receipt = find(stall, /(\/market\/receipt\/[0-9a-f-]{36})/)
  const posters = await request.get(`/desk${openWalk}/walk/posters.pdf`)
  const codes = drawPages(await posters.body(), 61).map((poster) => readStampCode(readQr(poster))!)
  const card = newCardId()
  const at = Math.floor(Date.now() / 1_000) * 1_000
  const scans = codes.map((code) => ({ card, at, code: spellStampCode(code) }))
  const sent = await request.post(`/api/v1/walks/${openWalk.split('/').at(-1)}/scans`, {
    data: { sentAt: Date.now(), scans },
    headers,
  })
  expect(await sent.json()).toMatchObject({ answers: scans.map(() => ({ kept: true })) })
  const finished = `/t/${card.toLowerCase()}`
  await expect.poll(() => read(finished)).toContain('证书可以领了')
  await send(`${finished}?index`, { name: '何晓兰' })
  const certificate = find(await read(finished), /(\/check\/walk\/[\w-]+\/\w+)/)
  return { party, ticket, unit, join, fundraise, page, finished, certificate, receipt }
}
