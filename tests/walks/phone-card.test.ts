import { encodeQR } from 'qr'
import { expect, test } from 'vitest'
import { type OutboxStore, openOutbox } from '~/platform/phone/outbox'
import { readPixels } from '~/platform/phone/read-qr'
import { newCardId, ticketUrl } from '~/walks/card-id'
import { cardQrTexts, mostScansInQr, readCardQr, scansOfShown } from '~/walks/card-qr'
import { movedTo, putScan, type ScanEntry, scanOf, stampsOf } from '~/walks/phone/card-book'
import { scannedReader } from '~/walks/phone/read-scanned'
import { sendScans } from '~/walks/phone/send-scans'
import { scanId } from '~/walks/scan'
import { spellStampCode, stampUrl } from '~/walks/stamp-code'
import { readCard } from '~/walks/stamp-rules'
import { at, chains, plan } from './plan'

const codeOf = ({ chain, values }: (typeof chains)['phone'], step = 0) => ({
  chain: chain.id,
  step,
  value: values[step]!,
})
const card = newCardId()
const read = scannedReader([plan])

function scanned(name: keyof typeof chains, step = 0) {
  const found = read(stampUrl('https://walk.test', codeOf(chains[name], step)))
  if (found.kind !== 'stamp') throw new Error(found.kind)
  return found
}

function memory() {
  const entries = new Map<string, ScanEntry>()
  const store: OutboxStore<ScanEntry> = {
    add: async (entry) => void (entries.has(entry.id) || entries.set(entry.id, entry)),
    replace: async (changed) => {
      for (const entry of changed) entries.set(entry.id, entry)
    },
    all: async () => [...entries.values()],
    remove: async (ids) => {
      for (const id of ids) entries.delete(id)
    },
  }
  return openOutbox(store)
}

test('what is scanned is told apart at once, and nothing wedges the reader', () => {
  const good = codeOf(chains.phone, 7)
  expect(read(stampUrl('https://walk.test', good))).toMatchObject({
    kind: 'stamp',
    campaign: 'walk-12',
    code: good,
  })
  expect(read(spellStampCode(good))).toMatchObject({ kind: 'stamp' })
  const forged = { ...good, value: codeOf(chains.phone, 8).value }
  expect(read(stampUrl('https://walk.test', forged))).toEqual({ kind: 'forged', campaign: 'walk-12' })
  const elsewhere = { ...good, chain: 'ZZZZZZ' }
  expect(read(stampUrl('https://walk.test', elsewhere))).toEqual({ kind: 'unknown-chain', code: elsewhere })
  expect(read(ticketUrl('https://walk.test', card))).toEqual({ kind: 'card', card })
  for (const text of ['', 'https://example.org/', '6901028075862', 'WIFI:S:park;;', '\u0000'.repeat(5_000)])
    expect(read(text)).toEqual({ kind: 'nothing-of-ours' })
  expect(read(stampUrl('https://walk.test', good))).toMatchObject({ kind: 'stamp' })
})

test('the same scan in two tabs is one in the queue; another second is another scan', async () => {
  const outbox = memory()
  const now = at('09:12:00') + 345
  await putScan(outbox, scanOf(scanned('poster'), card, now))
  await putScan(outbox, scanOf(scanned('poster'), card, now + 400))
  expect(await outbox.list()).toHaveLength(1)
  await putScan(outbox, scanOf(scanned('poster'), card, now + 2_000))
  expect(await outbox.list()).toHaveLength(2)
  expect(stampsOf(await outbox.list(), plan, card, null)).toEqual([
    { place: 'cp1', at: at('09:12:00'), trust: 'static' },
  ])
})

test('stamps are those of this card, with what the server gave back, without what it refused', async () => {
  const outbox = memory()
  await putScan(outbox, scanOf(scanned('poster'), card, at('09:00:00')))
  await putScan(outbox, scanOf(scanned('flipBook', 18), newCardId(), at('09:30:00')))
  await putScan(outbox, scanOf(scanned('phone', 1_200), card, at('10:00:00')))
  const given = {
    card,
    registered: true,
    level: '5km',
    stamps: [{ place: 'start', at: at('08:00:00'), trust: 'volunteer' as const }],
  }
  const places = async () => stampsOf(await outbox.list(), plan, card, given).map(({ place }) => place)
  expect(await places()).toEqual(['start', 'cp1', 'cp3'])
  const poster = (await outbox.list()).find(({ item }) => item.place === 'cp1')!
  await outbox.mark([{ id: poster.id, state: 'refused', answer: { kept: false, reason: 'another-walk' } }])
  expect(await places()).toEqual(['start', 'cp3'])
})

test('what a person voided counts for nothing on the phone that scanned it, and counts again once that is taken back', async () => {
  const outbox = memory()
  await putScan(outbox, scanOf(scanned('poster'), card, at('09:00:00')))
  const given = (voided: boolean) => ({
    ...{ card, registered: true, level: '5km' },
    stamps: [{ place: 'cp1', at: at('09:00:00') + 700, trust: 'static' as const, voided }],
  })
  const counted = async (voided: boolean) =>
    readCard(plan, stampsOf(await outbox.list(), plan, card, given(voided))).stamps.map(({ place }) => place)
  expect(await counted(true)).toEqual([])
  expect(await counted(false)).toEqual(['cp1'])
})

test('a visitor who takes up a ticket keeps the stamps: the same scans, for the new card', async () => {
  const outbox = memory()
  const visitor = newCardId()
  await putScan(outbox, scanOf(scanned('poster'), visitor, at('09:00:00')))
  for (const scan of movedTo(await outbox.list(), 'walk-12', visitor, card)) await putScan(outbox, scan)
  expect(stampsOf(await outbox.list(), plan, card, null)).toEqual([
    { place: 'cp1', at: at('09:00:00'), trust: 'static' },
  ])
  const made = (await outbox.list()).map(({ item }) => item.made)
  expect(made.map(({ card: of, from }) => [of, from])).toContainEqual([card, visitor])
  expect(made.map(({ card: of, from }) => [of, from])).toContainEqual([visitor, undefined])
})

test('scans of two walks go to their own doors, and one closed door holds up no other', async () => {
  const outbox = memory()
  await putScan(outbox, { ...scanOf(scanned('poster'), card, at('09:00:00')), campaign: 'walk-old' })
  await putScan(outbox, scanOf(scanned('flipBook', 18), card, at('09:30:00')))
  const sent: string[] = []
  const end = await sendScans(outbox, async (campaign, entries) => {
    sent.push(`${campaign} ${entries.length}`)
    if (campaign === 'walk-old') return { ok: false, reason: 'closed', status: 404 }
    return { ok: true, answers: entries.map(({ id }) => ({ kept: true, id, place: 'cp2', flags: [] })) }
  })
  // What was put in the same millisecond goes in the order of its ids.
  expect(sent.sort()).toEqual(['walk-12 1', 'walk-old 1'])
  expect(end).toEqual({ ok: false, reason: 'closed', status: 404 })
  const stateOf = async (campaign: string) =>
    (await outbox.list()).find(({ item }) => item.campaign === campaign)?.state
  expect([await stateOf('walk-old'), await stateOf('walk-12')]).toEqual(['waiting', 'kept'])
})

const shown = (n: number) => ({
  card,
  shownAt: at('12:00:01'),
  scans: Array.from({ length: n }, (_, i) => ({
    at: at('09:00:00') + i * 60_000,
    code: spellStampCode(codeOf(chains.phone, 1_080 + i)),
  })),
})

test('the finish QR brings the whole card back, as it was', () => {
  for (const n of [0, 1, 5, mostScansInQr]) {
    const [text, ...more] = cardQrTexts(shown(n))
    expect(more).toEqual([])
    expect(readCardQr(text!)).toEqual(shown(n))
  }
  const parts = cardQrTexts(shown(mostScansInQr * 2 + 1))
  expect(parts).toHaveLength(3)
  expect(parts.flatMap((text) => readCardQr(text)!.scans)).toEqual(shown(mostScansInQr * 2 + 1).scans)
})

test('a full finish QR is of version 12 at most, and a camera reads it', () => {
  const [text] = cardQrTexts(shown(mostScansInQr))
  const rows = encodeQR(text!, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: 4 })
  expect(rows.length - 8).toBeLessThanOrEqual(17 + 4 * 12)
  const scale = 5
  const side = rows.length * scale
  const data = new Uint8ClampedArray(side * side * 4)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const dark = rows[Math.floor(y / scale)]![Math.floor(x / scale)]
      data.set([dark ? 0 : 255, dark ? 0 : 255, dark ? 0 : 255, 255], (y * side + x) * 4)
    }
  expect(readPixels({ width: side, height: side, data } as unknown as ImageData, 2_000)).toBe(text)
})

test("what the finish desk sends on has the ids that the walker's own phone sends", () => {
  const mine = shown(3)
  const [text] = cardQrTexts(mine)
  const brought = scansOfShown(readCardQr(text!)!, at('11:58:01'))
  expect(brought.map((scan) => scanId(scan))).toEqual(mine.scans.map((scan) => scanId({ card, ...scan })))
  expect(brought[0]!.aheadMs).toBe(120_000)
})

test('what is cut short or made up is no card', () => {
  const [text] = cardQrTexts(shown(2))
  for (const wrong of [
    '',
    'SXC1',
    text!.slice(0, -1),
    `${text}0`,
    text!.replace('SXC1', 'SXC2'),
    text!.toLowerCase(),
    `SXC1${'A'.repeat(500)}`,
  ])
    expect(readCardQr(wrong)).toBeNull()
})
