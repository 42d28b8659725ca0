import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CardId } from '~/walks/card-id'
import { findCertificateOfCard } from '~/walks/find-certificate.server'
import { findParty } from '~/walks/find-party.server'
import { issueCertificate } from '~/walks/issue-certificate.server'
import { nameCertificate } from '~/walks/name-certificate.server'
import { databases, type TestDatabase } from '../setup/databases'
import { openRegistration, registered } from './support'

let open: TestDatabase

describe.each(databases)('$name', ({ open: fresh }) => {
  beforeEach(async () => {
    open = await fresh()
    await openRegistration(open.db)
  }, 60_000)
  afterEach(() => open.drop())

  test('who has read a bib names nobody’s certificate: only the party’s own link does, before it is issued and after', async () => {
    const secret = await registered(open.db)
    const { id: walkerId, card: code } = (await findParty(open.db, secret))!.walkers[0]!
    const card = code as CardId
    await open.db.query(`UPDATE walks_card SET levels = '{5km}', finished_at = now() WHERE id = $1`, [card])
    const stranger = { card, name: '坏人' }
    expect(await issueCertificate(open.db, stranger)).toMatchObject({ ok: true, certificate: { name: '' } })
    const name = (as: string, by = secret) => nameCertificate(open.db, { secret: by, walkerId, name: as })
    expect(await name(' 何晓岚 ')).toEqual({ ok: true })
    expect(await issueCertificate(open.db, stranger)).toMatchObject({
      ok: true,
      certificate: { name: '何晓岚' },
    })
    expect(await name('何小岚')).toEqual({ ok: true })
    expect((await findCertificateOfCard(open.db, card))!.name).toBe('何小岚')
    expect((await findParty(open.db, secret))!.walkers[0]!.certificateName).toBe('何小岚')

    expect(await name('长'.repeat(41))).toEqual({ ok: false, reason: 'name-too-long' })
    for (const wrong of ['', 'x'.repeat(43)])
      expect(await name('坏人', wrong)).toEqual({ ok: false, reason: 'unknown' })
    // Of another party, this walker is none.
    const other = { secret, walkerId: randomUUID(), name: '坏人' }
    expect(await nameCertificate(open.db, other)).toEqual({ ok: false, reason: 'unknown' })
    expect(await name('')).toEqual({ ok: true })
    expect((await findCertificateOfCard(open.db, card))!.name).toBe('')
  })
})
