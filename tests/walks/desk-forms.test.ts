import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { type Actor, theSoftware } from '~/identity/actor'
import { takeChoice } from '~/identity/pass-choice'
import { readPassFields } from '~/identity/pass-fields'
import { listStallChoices } from '~/market/list-stall-choices.server'
import { changeWaiver } from '~/walks/change-waiver.server'
import { draftWalk } from '~/walks/draft-walk.server'
import { editLevel } from '~/walks/edit-level.server'
import { editPlace } from '~/walks/edit-place.server'
import { editWalk } from '~/walks/edit-walk.server'
import { findWalk } from '~/walks/find-walk.server'
import { fieldsOfLevel, newLevelKey, readLevelForm } from '~/walks/level-form'
import { listPlaceChoices } from '~/walks/list-place-choices.server'
import { listWaivers } from '~/walks/list-waivers.server'
import {
  fieldsOfPlace,
  fieldsOfPlaceFacts,
  newPlaceFields,
  newPlaceKey,
  type PlaceFields,
  readPlaceForm,
} from '~/walks/place-form'
import { saveInTurn } from '~/walks/save-in-turn.server'
import { fieldsOfDraft, readSetUpForm } from '~/walks/set-up-form'
import { setUpWalk } from '~/walks/set-up-walk.server'
import { fieldsOfSettings, readSettingsForm } from '~/walks/settings-form'
import { readTrailForm } from '~/walks/trail-form'
import { placeInputOf, settingsOf } from '~/walks/walk'
import { walk as campaign } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'
import { eventDay, organiseWalk } from './organised-walk'

const now = new Date('2026-12-10T10:00:00+08:00')
const other: Actor = {
  ...theSoftware,
  kind: 'person',
  id: 'other',
  name: 'Liang',
  grants: [{ role: 'organiser', scope: 'walk-11', standsInFor: null }],
}

describe('the draft to begin from', () => {
  const draft = draftWalk({ day: eventDay, levelsKm: [5, 10], now })

  test('registration from now until the evening before, five checkpoints on a line, two levels, both languages', () => {
    expect(draft.settings).toMatchObject({
      registerFrom: '2026-12-10T10:00',
      registerUntil: '2027-01-08T18:00',
      trails: [draft.places.map(({ x, y }) => [x, y])],
    })
    expect(draft.places.map(({ kind }) => kind).join(' ')).toBe(`start${' checkpoint'.repeat(5)} finish`)
    expect(draft.levels).toMatchObject([
      { key: '5km', needs: ['cp1', 'cp2', 'cp3'] },
      { key: '10km', needs: ['cp1', 'cp2', 'cp3', 'cp4', 'cp5'] },
    ])
    expect(draft.waiver.zh).toMatch(/\p{Script=Han}/u)
    expect(draft.waiver.en).not.toMatch(/\p{Script=Han}/u)
  })

  test.each([
    ['a campaign without distances', { day: eventDay, levelsKm: [], now }, ['5km', '10km']],
    ['distances twice, and one that is none', { day: eventDay, levelsKm: [3, 3, 900], now }, ['3km']],
    ['a day that has gone by', { day: '2026-12-01', levelsKm: [5], now }, ['5km']],
  ])('%s: the form as it comes is a walk', (_, given, levels) => {
    const made = draftWalk(given)
    expect(made.levels.map(({ key }) => key)).toEqual(levels)
    expect(readSetUpForm(fieldsOfDraft(made), made)).toMatchObject({ ok: true })
  })

  test('each wrong field is named as the form has it', () => {
    const typed = {
      registerFrom: 'x',
      registerUntil: '',
      backBy: '25:00',
      waiverZh: ' ',
      waiverEn: 'x'.repeat(8_001),
    }
    expect(readSetUpForm(typed, draft)).toEqual({
      ok: false,
      errors: Object.fromEntries(Object.keys(typed).map((name) => [name, name])),
    })
    const turned = { ...fieldsOfDraft(draft), registerFrom: '2027-01-08T19:00' }
    expect(readSetUpForm(turned, draft)).toEqual({ ok: false, errors: { registerUntil: 'registerUntil' } })
  })
})

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const db = () => opened.db
  beforeAll(async () => {
    opened = await open()
    await organiseWalk(db())
  }, 60_000)
  afterAll(() => opened.drop())
  const walk = async (slug = 'walk-11') => (await findWalk(db(), slug))!

  test('the draft is a walk that reads back whole', async () => {
    const next = { ...campaign, slug: 'walk-12', edition: 12, eventOn: eventDay, endsOn: '2027-03-31' }
    expect(await draftCampaign(db(), theSoftware, next)).toMatchObject({ ok: true })
    const draft = draftWalk({ day: eventDay, levelsKm: [5, 10], now })
    expect(await setUpWalk(db(), theSoftware, 'walk-12', draft)).toEqual({ ok: true })
    expect((await walk('walk-12')).places.map(placeInputOf)).toEqual(
      draft.places.map((p) => ({ game: { zh: '', en: '' }, ...p })),
    )
  })

  test('what a form shows, sent back untouched, changes nothing', async () => {
    const stored = await walk()
    const settings = readSettingsForm(fieldsOfSettings(settingsOf(stored)), stored)
    if (!settings.ok) throw new Error(JSON.stringify(settings))
    const version = stored.version
    expect(await editWalk(db(), theSoftware, 'walk-11', { settings: settings.settings, version })).toEqual({
      ok: true,
      changed: false,
    })
    for (const one of stored.places) {
      const read = readPlaceForm(fieldsOfPlace(one), one.key)
      if (!read.ok) throw new Error(one.key)
      const change = { do: 'edit', place: read.place } as const
      expect(await editPlace(db(), theSoftware, 'walk-11', { change, version })).toEqual({
        ok: true,
        changed: false,
      })
    }
    for (const one of stored.levels) {
      const read = readLevelForm(fieldsOfLevel(one), one.key)
      if (!read.ok) throw new Error(one.key)
      const change = { do: 'edit', level: read.level } as const
      expect(await editLevel(db(), theSoftware, 'walk-11', { change, version })).toEqual({
        ok: true,
        changed: false,
      })
    }
  })

  test('settings as typed: yuan, questions with keys that stay, and each fault at its own field', async () => {
    const stored = await walk()
    const fields = fieldsOfSettings(settingsOf(stored))
    expect(fields).toMatchObject({
      fee: '0',
      question0Key: 'shirt',
      question0Choices: 'S\nM\nL',
      question1Zh: '',
    })
    const more = {
      fee: '２０.５',
      question1Zh: '是否吃素',
      question1En: 'Vegetarian?',
      question1Required: 'yes',
    }
    expect(readSettingsForm({ ...fields, ...more }, stored)).toMatchObject({
      settings: {
        feeFen: '2050',
        questions: [
          { key: 'shirt', kind: 'choice' },
          { key: 'q1', kind: 'text', labelEn: 'Vegetarian?', required: true },
        ],
        trails: stored.trails,
      },
    })
    const bad = {
      fee: '1,2',
      leastMinutesApart: '-3',
      unitMembers: '0',
      stampOrder: 'x',
      question0Choices: 'S',
      question2En: 'Only English',
    }
    expect(readSettingsForm({ ...fields, ...bad }, stored)).toEqual({
      ok: false,
      errors: Object.fromEntries(
        [...['fee', 'leastMinutesApart', 'unitMembers', 'stampOrder', 'question0Choices', 'question2Zh']].map(
          (name) => [name, name],
        ),
      ),
    })
    const gone = { question0Zh: '', question0En: '', question0Choices: '' }
    expect(readSettingsForm({ ...fields, ...gone }, stored)).toMatchObject({ settings: { questions: [] } })
  })

  test('a place and a level as typed: faults at their fields, new keys that nobody has', async () => {
    const { places } = await walk()
    const fresh = newPlaceFields(places)
    const typed: PlaceFields = { ...fresh, nameEn: 'Pond', x: '1001', y: 'left', closes: fresh.opens }
    expect(readPlaceForm(typed, 'cp6')).toEqual({
      ok: false,
      errors: { nameZh: 'nameZh', x: 'x', y: 'y' },
    })
    expect(readPlaceForm({ ...typed, nameZh: '池', x: '１０', y: '0' }, 'cp6')).toEqual({
      ok: false,
      errors: { closes: 'closes' },
    })
    expect(newPlaceKey('checkpoint', ['cp1', 'cp3'])).toBe('cp2')
    expect(newPlaceKey('finish', ['finish'])).toBe('finish-2')
    expect(newLevelKey('10', ['10km'])).toBe('10km-2')
    expect(readLevelForm({ nameZh: '', nameEn: 'x', km: '0', capacity: '1.5', needs: 'CP' }, '5km')).toEqual({
      ok: false,
      errors: { nameZh: 'nameZh', km: 'km', capacity: 'capacity', needs: 'needs' },
    })
    expect(readTrailForm({ trails: '1,2\nnowhere' })).toEqual({
      ok: false,
      errors: { trails: 'trail-not-understood' },
      line: 2,
    })
  })

  test('who edits while others change another part saves at once; the same part is brought together and loses nothing', async () => {
    const began = await walk()
    const { version } = began
    const settings = { ...settingsOf(began), leastMinutesApart: 7 }
    expect(await editWalk(db(), other, 'walk-11', { settings, version })).toMatchObject({ changed: true })
    const place = began.places.find(({ key }) => key === 'cp1')!
    const save = (fields: PlaceFields) => {
      const read = readPlaceForm(fields, 'cp1')
      if (!read.ok) throw new Error('not a place')
      const turn = {
        walk: began,
        version,
        action: 'walk.place-edit',
        key: 'cp1',
        fields,
        fieldsOf: fieldsOfPlaceFacts,
      }
      return saveInTurn(db(), turn, (at) =>
        editPlace(db(), theSoftware, 'walk-11', {
          change: { do: 'edit', place: read.place },
          version: at.version,
        }),
      )
    }
    expect(await save({ ...fieldsOfPlace(place), x: '333' })).toEqual({ answer: { ok: true, changed: true } })
    expect(await walk()).toMatchObject({ leastMinutesApart: 7 })

    // A second page that began as long ago: its own y, the same x moved elsewhere, and the name left alone.
    const { answer, merged } = await save({ ...fieldsOfPlace(place), x: '444', y: '555' })
    expect(answer).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(merged).toMatchObject({
      fields: { x: '444', y: '555', nameZh: place.nameZh },
      meanwhile: [{ name: 'x', theirs: '333', mine: '444', clash: true }],
      version: (await walk()).version,
    })
    expect((await walk()).places.find(({ key }) => key === 'cp1')).toMatchObject({ x: 333 })
  })

  test('every text that was agreed to stays in the list', async () => {
    const { version, waiver } = await walk()
    const text = { zh: '新的须知。', en: 'New notes.' }
    await changeWaiver(db(), theSoftware, 'walk-11', { text, version })
    expect(await listWaivers(db(), 'walk-11')).toMatchObject([
      { version: 2, ...text, agreed: 0 },
      { version: 1, zh: waiver.zh, en: waiver.en },
    ])
  })

  test('places and stalls are offered to whoever makes a pass, and what is chosen says what the pass does', async () => {
    const choices = await listPlaceChoices(db(), 'walk-11', 'en')
    expect(choices).toHaveLength(7)
    expect(choices[1]).toEqual({
      value: 'place:cp1',
      label: 'Checkpoint 1 · Dragon Lake',
      place: 'Dragon Lake',
      role: 'checkpoint-volunteer',
    })
    expect(await listPlaceChoices(db(), 'nothing', 'en')).toEqual([])
    await db().query(
      `INSERT INTO ledger_fund (slug, kind, name_zh, name_en, purpose_zh, purpose_en, restricted, position)
       VALUES ('till', 'campaign', '义卖', 'Till', '义卖', 'Till', true, 1) ON CONFLICT DO NOTHING`,
    )
    await db().query(
      `INSERT INTO market_stall (campaign, key, number, name_zh, name_en, organisation, fund)
       VALUES ('walk-11', 's3', 3, '手作', 'Crafts', 'School', 'till')`,
    )
    const stalls = await listStallChoices(db(), 'walk-11', 'zh-CN')
    expect(stalls).toEqual([
      { value: 'stall:s3', label: '3 号摊位 · 手作', place: '手作', role: 'stall-volunteer' },
    ])
    const form = (placeKey: string) => {
      const sent = new FormData()
      for (const [name, value] of Object.entries({ placeKey, place: '写的', role: 'checkpoint-volunteer' }))
        sent.set(name, value)
      return readPassFields(sent)
    }
    expect(takeChoice(form('stall:s3'), stalls)).toMatchObject({ place: '手作', role: 'stall-volunteer' })
    expect(takeChoice(form(''), stalls)).toMatchObject({ place: '写的', role: 'checkpoint-volunteer' })
    expect(takeChoice(form('stall:s9'), stalls)).toBeNull()
  })
})
