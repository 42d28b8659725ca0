import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newCardId } from '~/walks/card-id'
import {
  type Certificate,
  certificateNumber,
  certificateUrl,
  readCertificateNumber,
} from '~/walks/certificate'
import { drawCertificate } from '~/walks/draw-certificate.server'
import { findCertificate, findCertificateOfCard } from '~/walks/find-certificate.server'
import { issueCertificate } from '~/walks/issue-certificate.server'
import { renderCertificate } from '~/walks/render-certificate.server'
import { readPaper, squeezed } from '../giving/paper'
import { databases, type TestDatabase } from '../setup/databases'
import { eventDay, organiseWalk } from './organised-walk'
import { drawPages, readQr } from './read-qr'

test('a number is read back however it is typed, and a mistyped digit is caught', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2024, max: 2099 }),
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      fc.nat(),
      (year, serial, at) => {
        const number = certificateNumber(year, serial)
        expect(readCertificateNumber(` ${number.toLowerCase().replaceAll('-', ' ')} `)).toEqual({
          year,
          serial,
        })
        const places = [...number].flatMap((c, i) => (/\d/.test(c) ? [i] : []))
        const place = places[at % places.length]!
        const wrong = [...number]
        wrong[place] = `${(Number(wrong[place]) + 1) % 10}`
        expect(readCertificateNumber(wrong.join(''))).toBeNull()
      },
    ),
  )
})

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const db = () => opened.db
  beforeAll(async () => {
    opened = await open()
    await organiseWalk(db())
  }, 60_000)
  afterAll(() => opened.drop())

  async function card(levels: string[], finished: boolean) {
    const id = newCardId()
    await db().query(
      `INSERT INTO walks_card (id, campaign, stamps, levels, finished_at) VALUES ($1, 'walk-11', 5, $2, $3)`,
      [id, levels, finished ? new Date() : null],
    )
    return id
  }

  test('who has not completed a level, or has not come back, or is not known has none, and no number is used up', async () => {
    const refused = async (id: string) => issueCertificate(db(), { card: id, name: '' })
    expect(await refused(newCardId())).toEqual({ ok: false, reason: 'unknown-card' })
    expect(await refused(await card([], true))).toEqual({ ok: false, reason: 'not-complete' })
    expect(await refused(await card(['5km'], false))).toEqual({ ok: false, reason: 'not-finished' })
    const long = { card: await card(['5km'], true), name: '长'.repeat(41) }
    expect(await issueCertificate(db(), long)).toEqual({ ok: false, reason: 'name-too-long' })
    expect(await db().query('SELECT id FROM walks_card WHERE certificate IS NOT NULL')).toEqual([])
  })

  test('one card, one number, however often and at once it is asked; the longest level counts, the first name stands', async () => {
    const id = await card(['5km', '10km'], true)
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, n) => issueCertificate(db(), { card: id, name: `Walker ${n}` })),
    )
    const given = asked.flatMap((a) => (a.ok ? [a] : []))
    // Who comes once a name stands is told so.
    expect(asked.flatMap((a) => (a.ok || a.reason === 'name-stands' ? [] : [a.reason]))).toEqual([])
    const first = given[0]!
    expect(new Set(given.map((a) => `${a.certificate.number} ${a.certificate.code}`)).size).toBe(1)
    expect(first.certificate.number).toMatch(/^JX-2027-\d{6}-\d$/)
    const { number, code, name } = first.certificate
    expect(name).toMatch(/^Walker \d$/)
    expect(await issueCertificate(db(), { card: id, name: '坏人' })).toEqual({
      ok: false,
      reason: 'name-stands',
    })
    const again = await issueCertificate(db(), { card: id, name: '' })
    expect(again).toMatchObject({ ok: true, certificate: { number, code, name } })
    expect(await findCertificate(db(), number, code.toLowerCase())).toMatchObject({
      name,
      level: { km: 10 },
      day: eventDay,
      campaign: { slug: 'walk-11' },
    })
    const unnamed = await card(['5km'], true)
    const other = await issueCertificate(db(), { card: unnamed, name: '' })
    const named = await issueCertificate(db(), { card: unnamed, name: ' 梁\u202e锦华 ' })
    expect(named).toMatchObject({ ok: true, certificate: { name: '梁锦华' } })
    expect(other).toMatchObject({ ok: true, certificate: { level: { km: 5 }, name: '' } })
    expect(other.ok && other.certificate.number).not.toBe(number)
    expect(await findCertificate(db(), number, other.ok ? other.certificate.code : '')).toBeNull()
    expect(
      await findCertificate(db(), certificateNumber(2026, readCertificateNumber(number)!.serial), code),
    ).toBeNull()
  })

  test('it says for ever what its level was called and how far it was; more that was completed since only where it is asked for', async () => {
    const id = await card(['5km'], true)
    const issued = await issueCertificate(db(), { card: id, name: '' })
    if (!issued.ok) throw new Error(issued.reason)
    const { number, code, level } = issued.certificate
    await db().query(
      `UPDATE walks_level SET km = 7, name_zh = '改', name_en = 'changed' WHERE campaign = 'walk-11' AND key = '5km'`,
    )
    await db().query(`UPDATE walks_card SET levels = '{5km,10km}' WHERE id = $1`, [id])
    expect(await findCertificate(db(), number, code)).toMatchObject({ level, withdrawn: false })
    expect(await findCertificateOfCard(db(), id)).toMatchObject({ level, renewable: true })
    expect(await issueCertificate(db(), { card: id, name: '' })).toMatchObject({
      ok: true,
      certificate: { number, code, level: { km: 10 } },
    })
    expect(await findCertificateOfCard(db(), id)).toMatchObject({ renewable: false })
  })

  test('a stamp that it rests on is voided: withdrawn, and good again once that is taken back', async () => {
    const id = await card(['5km'], true)
    const stamp = (place: string) =>
      db().query(
        `INSERT INTO walks_stamp (card, place, campaign, scan_id, happened_at, trust) VALUES ($1, $2, 'walk-11', gen_random_uuid(), now(), 'static')`,
        [id, place],
      )
    for (const place of ['cp1', 'cp5', 'finish']) await stamp(place)
    const issued = await issueCertificate(db(), { card: id, name: '' })
    if (!issued.ok) throw new Error(issued.reason)
    const { number, code } = issued.certificate
    const isWithdrawn = async (place: string, voided: boolean) => {
      await db().query('UPDATE walks_stamp SET voided = $3 WHERE card = $1 AND place = $2', [
        id,
        place,
        voided,
      ])
      return (await findCertificate(db(), number, code))!.withdrawn
    }
    // The fifth checkpoint is none of the shorter level's.
    expect(await isWithdrawn('cp5', true)).toBe(false)
    for (const place of ['cp1', 'finish']) {
      expect(await isWithdrawn(place, true)).toBe(true)
      expect(await isWithdrawn(place, false)).toBe(false)
    }
  })
})

const certificate: Certificate = {
  number: certificateNumber(2027, 12n),
  code: '7KQ2MZ9XA4',
  campaign: { slug: 'walk-11', zh: '第十一届慈善健康行', en: '11th Charity Health Walk' },
  day: eventDay,
  place: { zh: '大夫山森林公园', en: 'Dafushan Forest Park' },
  level: { zh: '十公里', en: '10 km', km: 10 },
  name: '',
  withdrawn: false,
}
const publicUrl = 'https://give.example.org'

describe.each(['zh-CN', 'en'] as const)('the certificate in %s', (locale) => {
  test('as a PDF says who walked what, how far and when, and its code opens the check page', async () => {
    const pdf = await renderCertificate(certificate, { locale, publicUrl })
    const { text, pages } = readPaper(pdf)
    expect(pages).toBe(1)
    const zh = ['爱心健行者', '完成了第十一届慈善健康行', '10公里', '2027年1月9日', certificate.number]
    const en = ['Awalkerforgood', '11thCharityHealthWalk', '10km', '9Jan2027', certificate.number]
    for (const words of locale === 'en' ? en : zh) expect(squeezed(text)).toContain(words)
    expect(readQr(drawPages(pdf, 130)[0]!)).toBe(certificateUrl(publicUrl, locale, certificate))
  })

  test('as a picture carries the same code, with a name as long as it may be', async () => {
    const name = '欧阳'.repeat(20)
    const png = await drawCertificate({ ...certificate, name }, { locale, publicUrl })
    const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([1080, 1440])
    expect(readQr({ width: info.width, height: info.height, grey: data })).toBe(
      certificateUrl(publicUrl, locale, certificate),
    )
  })
})
