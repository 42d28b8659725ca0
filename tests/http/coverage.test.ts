import { randomUUID } from 'node:crypto'
import net from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { theSoftware } from '~/identity/actor'
import { createPerson } from '~/identity/create-person.server'
import { grantRole } from '~/identity/grant-role.server'
import { openIdentity } from '~/identity/identity.server'
import { openSession } from '~/identity/open-session.server'
import type { AccountRole } from '~/identity/role'
import { phonePicture, plainPng } from '../platform/sample-pictures'
import { valueIn, visibleText } from './donor'
import { openFeed } from './feed'
import { bootMs, sessionSecret, until } from './server'
import { openSite, type Site } from './site'

let site: Site
const cookies: Record<string, string> = {}
const desk = '/desk/campaigns/walk-11/coverage'
const live = '/campaigns/walk-11/live'

async function signIn(key: string, role: AccountRole, scope = '*') {
  const identity = openIdentity(site.db, {
    PUBLIC_URL: site.url,
    SESSION_SECRET: sessionSecret,
  } as Parameters<typeof openIdentity>[1])
  const made = await createPerson(site.db, { name: key, email: `${key}@example.org` })
  if (!made.ok) throw new Error(made.reason)
  await grantRole(site.db, theSoftware, { personId: made.personId, role, scope })
  const headers = await openSession(identity, made.personId, { secondFactor: true })
  cookies[key] = headers!
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
}

const headersOf = (who: string) => ({
  Origin: site.url,
  'Sec-Fetch-Site': 'same-origin',
  ...(who && { Cookie: cookies[who]! }),
})
const get = async (path: string, who = '') => {
  const response = await fetch(site.url + path, { headers: headersOf(who), redirect: 'manual' })
  return { status: response.status, headers: response.headers, html: await response.text() }
}
type Part = string | { bytes: Uint8Array; type: string; name: string }
async function send(given: Record<string, Part>, who = 'walk', path = desk) {
  const body = new FormData()
  const fields: Record<string, Part> = { intent: 'post', postId: randomUUID(), version: '', ...given }
  for (const [name, part] of Object.entries(fields)) {
    if (typeof part === 'string') body.set(name, part)
    else body.set(name, new Blob([new Uint8Array(part.bytes)], { type: part.type }), part.name)
  }
  const response = await fetch(site.url + path, {
    method: 'POST',
    body,
    headers: headersOf(who),
    redirect: 'manual',
  })
  return { status: response.status, location: response.headers.get('location'), html: await response.text() }
}
const jpeg = (bytes: Uint8Array) => ({ bytes, type: 'image/jpeg', name: 'IMG_0001.jpg' })
const posts = async () =>
  (await site.db.query<{ n: bigint }>('SELECT count(*) AS n FROM campaigns_coverage_post'))[0]!.n

beforeAll(async () => {
  site = await openSite('postgres')
  await signIn('walk', 'organiser', 'walk-11')
  await signIn('relief', 'organiser', 'relief-day')
  await signIn('all', 'organiser')
  await signIn('auditor', 'auditor')
  await signIn('treasurer', 'treasurer')
}, bootMs)
afterAll(async () => {
  await site.stop()
})

describe('a picture from the field', () => {
  test('stands on the public page, without the place where it was taken and with headers that run nothing', async () => {
    expect((await get('/campaigns/walk-11')).html).not.toContain('/campaigns/walk-11/live')
    const secret = await phonePicture()
    expect(secret.includes('SecretPhone')).toBe(true)
    const sent = await send({ zh: '第一队到了', 'picture-0': jpeg(secret), 'alt-0': '志愿者在"递水"<b>' })
    expect(sent).toMatchObject({ status: 303, location: `${desk}?done=posted` })

    // Each web process hears of it by NOTIFY, this one too: a moment later.
    const { html } = await vi.waitFor(
      async () => {
        const page = await get(live)
        expect(visibleText(page.html)).toContain('第一队到了')
        return page
      },
      { timeout: 10_000, interval: 100 },
    )
    expect(html).toContain('alt="志愿者在&quot;递水&quot;&lt;b&gt;"')
    const files = [...new Set(html.match(/\/files\/[0-9a-f]{64}\/[\w.]+/g))]
    expect(files.length).toBeGreaterThanOrEqual(2)
    for (const path of files) {
      const file = await fetch(site.url + path)
      expect(file.status, path).toBe(200)
      expect(file.headers.get('content-type')).toBe(path.endsWith('.webp') ? 'image/webp' : 'image/jpeg')
      expect(file.headers.get('x-content-type-options')).toBe('nosniff')
      expect(file.headers.get('cache-control')).toBe('public, max-age=300, stale-while-revalidate=60')
      expect(file.headers.get('content-security-policy')).toContain('sandbox')
      expect(file.headers.get('content-disposition')).toMatch(/^inline/)
      const bytes = Buffer.from(await file.arrayBuffer())
      const { exif, xmp, iptc, width, height } = await sharp(bytes).metadata()
      expect({ exif, xmp, iptc }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined })
      expect(bytes.includes('SecretPhone')).toBe(false)
      expect(height, 'stands upright').toBeGreaterThan(width)
    }
    expect((await get('/campaigns/walk-11')).html).toContain('href="/campaigns/walk-11/live"')
    expect((await get('/en/campaigns/walk-11')).html).toContain('href="/en/campaigns/walk-11/live"')
  })

  test('without words for those who cannot see it is refused; text and picture are kept and need not be sent again', async () => {
    const before = await posts()
    const refused = await send({
      zh: '留着这句',
      video: 'https://youtu.be/dQw4w9WgXcQ',
      'picture-0': jpeg(await phonePicture(640, 480)),
    })
    expect(refused.status).toBe(422)
    expect(visibleText(refused.html)).toContain('请写一句照片里有什么')
    expect(valueIn(refused.html, 'zh')).toBe('留着这句')
    expect(valueIn(refused.html, 'video')).toBe('https://youtu.be/dQw4w9WgXcQ')
    const kept = valueIn(refused.html, 'kept-0')!
    expect(kept).toMatch(/^[0-9a-f]{64}$/)
    expect(await posts()).toBe(before)
    const seal = valueIn(refused.html, 'seal-0')!
    const postId = valueIn(refused.html, 'postId')!
    const again = { zh: '留着这句', 'kept-0': kept, 'alt-0': '山' }
    expect(await send({ ...again, postId, 'seal-0': seal })).toMatchObject({ status: 303 })
    expect((await get(live)).html).toContain('alt="山"')
  })

  test('is pinned by who brought it with that form, and by nobody who only knows its id', async () => {
    const postId = randomUUID()
    const brought = await send({ postId, zh: '', 'picture-0': jpeg(await phonePicture(640, 400)) })
    const [kept, seal] = [valueIn(brought.html, 'kept-0')!, valueIn(brought.html, 'seal-0')!]
    const taken = { zh: '顺手牵来', 'kept-0': kept, 'alt-0': '山' }
    const before = await posts()
    const tries: [string, Record<string, string>, string][] = [
      ['without a seal', taken, 'walk'],
      ['with another form', { ...taken, 'seal-0': seal }, 'walk'],
      ['another person', { ...taken, postId, 'seal-0': seal }, 'all'],
    ]
    for (const [what, fields, who] of tries) {
      const refused = await send(fields, who)
      expect([what, refused.status]).toEqual([what, 422])
      expect(visibleText(refused.html)).toContain('不是在这张表里上传的')
      expect(refused.html, 'nor is it shown').not.toContain(kept)
      expect(valueIn(refused.html, 'zh')).toBe('顺手牵来')
    }
    const own = randomUUID()
    await send({ postId: own, zh: '我的一条' })
    const edit = { ...taken, intent: 'edit', postId: own, version: '1' }
    expect((await send(edit)).status, 'by way of a correction').toBe(422)
    expect(await posts()).toBe(before + 1n)
    expect(await send({ ...taken, postId, 'seal-0': seal })).toMatchObject({ status: 303 })
  })

  test.each([
    ['a page called .jpg', jpeg(Buffer.from('<!doctype html><script>alert(1)</script>')), '这个文件不是照片'],
    [
      'an SVG with a script',
      {
        bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        type: 'image/svg+xml',
        name: 'a.svg',
      },
      '这个文件不是照片',
    ],
    ['a PNG that says it is a JPEG', async () => jpeg(await plainPng(20, 20, '#fff')), '不是一种格式'],
    ['sixteen megabytes', jpeg(Buffer.alloc(16 * 1024 * 1024, 0xff)), '超过 15 MB'],
    ['half a picture', async () => jpeg((await phonePicture()).subarray(0, 3_000)), '打不开'],
  ] as const)('%s is refused next to its field, and the text is kept', async (_, part, why) => {
    const before = await posts()
    const picture = typeof part === 'function' ? await part() : part
    const refused = await send({ zh: '还在', 'alt-0': '说明', 'picture-0': picture })
    expect(refused.status).toBe(422)
    expect(visibleText(refused.html)).toContain(why)
    expect(valueIn(refused.html, 'zh')).toBe('还在')
    expect(valueIn(refused.html, 'alt-0')).toBe('说明')
    expect(await posts()).toBe(before)
  })

  test('more than four pictures can weigh is refused before it is read', async () => {
    const { port } = site.server
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1')
      socket.on('data', (data) => resolve(String(data)))
      socket.on('error', reject)
      socket.write(
        `POST ${desk} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${site.url}\r\nCookie: ${cookies.walk}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${80 * 1024 * 1024}\r\n\r\n--x`,
      )
    })
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('an upload that breaks off leaves nothing, and the next one goes through', async () => {
    const before = await posts()
    const { port } = site.server
    await new Promise<void>((resolve) => {
      const socket = net.connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.on('close', () => resolve())
      const begun =
        '--x\r\nContent-Disposition: form-data; name="zh"\r\n\r\n断了\r\n--x\r\nContent-Disposition: form-data; name="picture-0"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
      socket.write(
        `POST ${desk} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${site.url}\r\nCookie: ${cookies.walk}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n${begun}`,
      )
      socket.write(Buffer.alloc(50_000, 1), () => setTimeout(() => socket.destroy(), 200))
    })
    expect(await send({ zh: '接着发' })).toMatchObject({ status: 303 })
    expect(await posts()).toBe(before + 1n)
  })
})

describe('who may', () => {
  test.each([
    ['relief', desk, 404, 404],
    ['treasurer', desk, 404, 404],
    ['auditor', desk, 200, 404],
    ['all', '/desk/campaigns/nothing/coverage', 404, 404],
    ['walk', '/desk/campaigns/relief-day/coverage', 404, 404],
    ['', desk, 302, 302],
  ])('%s at %s: seen %i, posted %i', async (who, path, seen, posted) => {
    const before = await posts()
    const page = await get(path, who)
    expect(page.status).toBe(seen)
    if (seen === 200) expect(page.html).not.toContain('name="zh"')
    expect((await send({ zh: '不该有' }, who, path)).status).toBe(posted)
    expect(await posts()).toBe(before)
  })

  test('another campaign’s post cannot be opened, corrected or withdrawn under one’s own', async () => {
    const postId = randomUUID()
    await send({ postId, zh: '健步行的' })
    const other = '/desk/campaigns/relief-day/coverage'
    expect((await get(`${other}?edit=${postId}`, 'relief')).status).toBe(404)
    for (const intent of ['edit', 'withdraw']) {
      const refused = await send({ intent, postId, version: '1', zh: '改掉', sure: 'yes' }, 'relief', other)
      expect(refused.status, intent).toBe(409)
    }
    expect(visibleText((await get(live)).html)).toContain('健步行的')
  })

  test('a draft has no page, and nothing can be posted to it', async () => {
    expect((await get('/campaigns/walk-12/live')).status).toBe(404)
    expect((await get('/campaigns/walk-12/card.png')).status).toBe(404)
    expect((await get('/api/v1/campaigns/walk-12/coverage/feed')).status).toBe(404)
    expect((await send({ zh: '草稿' }, 'all', '/desk/campaigns/walk-12/coverage')).status).toBe(409)
  })
})

test('an open page is told of a post and of its withdrawal; the pictures of a withdrawn one are gone', async () => {
  const feed = await openFeed(`${site.url}/api/v1/campaigns/walk-11/coverage/feed`)
  const first = await feed.nth(1)
  expect(first.event).toBe('coverage')
  const postId = randomUUID()
  await send({ postId, zh: '马上看到', 'picture-0': jpeg(await phonePicture(700, 500)), 'alt-0': '山' })
  const { data, id } = await feed.nth(2)
  expect(JSON.parse(data).posts[0].zh).toBe('马上看到')
  const again = await openFeed(`${site.url}/api/v1/campaigns/walk-11/coverage/feed`, id)
  const file = /"jpeg":"([0-9a-f]{64})"/.exec(data)![1]!
  expect((await fetch(`${site.url}/files/${file}`)).status).toBe(200)

  expect((await send({ intent: 'withdraw', postId })).html).toContain('请先勾选确认')
  expect(await send({ intent: 'withdraw', postId, sure: 'yes', note: '不合适' })).toMatchObject({
    status: 303,
  })
  expect((await feed.nth(3)).data).not.toContain('马上看到')
  expect((await again.nth(1)).data, 'who was in step is told of what came after only').not.toContain(
    '马上看到',
  )
  feed.close()
  again.close()
  expect(visibleText((await get(live)).html)).not.toContain('马上看到')
  expect(visibleText((await get(desk, 'walk')).html)).toContain('马上看到')
  await until('its pictures are gone', async () => (await fetch(`${site.url}/files/${file}`)).status === 404)
})

test('only the page of live coverage lets players in, and only theirs', async () => {
  const policyOf = async (path: string, who = '') =>
    (await get(path, who)).headers.get('content-security-policy')!
  for (const path of [live, `/en${live}`]) {
    const policy = await policyOf(path)
    expect(policy).toMatch(
      /frame-src https:\/\/player\.bilibili\.com https:\/\/www\.bilibili\.com https:\/\/v\.qq\.com https:\/\/www\.youtube-nocookie\.com https:\/\/player\.vimeo\.com;/,
    )
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/media-src 'self' blob:;/)
  }
  for (const path of ['/', '/campaigns/walk-11', '/en/campaigns/walk-11']) {
    expect(await policyOf(path), path).not.toMatch(/frame-src|media-src|blob:/)
  }
  expect(await policyOf(desk, 'walk')).not.toMatch(/frame-src|media-src|blob:/)
})

describe('a shared link', () => {
  test.each([
    ['/campaigns/walk-11', '/campaigns/walk-11/card.png'],
    ['/en/campaigns/walk-11', '/en/campaigns/walk-11/card.png'],
    [live, '/campaigns/walk-11/card.png'],
  ])('%s names its card, whole address and size', async (path, card) => {
    const { html } = await get(path)
    for (const meta of [
      `<meta property="og:image" content="${site.url}${card}"/>`,
      '<meta property="og:image:width" content="1200"/>',
      '<meta property="og:image:height" content="630"/>',
      '<meta name="twitter:card" content="summary_large_image"/>',
    ])
      expect(html).toContain(meta)
    expect(html.match(/property="og:image"/g)).toHaveLength(1)
  })

  test('the card is a picture that may be kept for a minute, and is not sent twice', async () => {
    const url = `${site.url}/campaigns/walk-11/card.png`
    const card = await fetch(url)
    expect(card.status).toBe(200)
    expect(card.headers.get('content-type')).toBe('image/png')
    expect(card.headers.get('cache-control')).toMatch(/^public, max-age=60/)
    expect(await sharp(Buffer.from(await card.arrayBuffer())).metadata()).toMatchObject({
      width: 1200,
      height: 630,
    })
    const etag = card.headers.get('etag')!
    expect((await fetch(url, { headers: { 'If-None-Match': etag } })).status).toBe(304)
    expect((await get('/campaigns/nothing/card.png')).status).toBe(404)
  })
})

test('what people look at is counted once a reader, for the desk', async () => {
  const agent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36'
  const look = (name: string) =>
    fetch(site.url + live, { headers: { 'User-Agent': name } }).then((r) => r.text())
  const count = async () =>
    (
      await site.db.query<{ views: number }>(
        `SELECT views FROM campaigns_views WHERE campaign_slug = 'walk-11' AND page = 'live'`,
      )
    )[0]?.views ?? 0
  for (const name of [agent, agent, `${agent} B`, 'Googlebot/2.1']) await look(name)
  await until('the views are written', async () => (await count()) >= 2)
  expect(await count()).toBe(2)
  expect((await get(desk, 'walk')).html).toMatch(/浏览次数/)
})
