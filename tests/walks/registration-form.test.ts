import { describe, expect, test } from 'vitest'
import { calendarFile } from '~/walks/calendar'
import {
  mostWalkers,
  readRegistration,
  registrationFieldsOf,
  withoutWalker,
  withWalker,
} from '~/walks/registration-form'

const questions = [
  {
    key: 'size',
    kind: 'choice' as const,
    labelZh: '尺码',
    labelEn: 'Size',
    choices: ['S', 'M'],
    required: true,
  },
  { key: 'note', kind: 'text' as const, labelZh: '备注', labelEn: 'Note', choices: [], required: false },
]
const rules = { levels: [{ key: '5km' }, { key: '10km' }], questions, waiverVersion: 2 }
const formId = '0f8fad5b-d9cb-469f-a165-70867728950e'
const whole = {
  formId,
  waiver: '2',
  agreed: 'yes',
  contactEmail: 'he@example.org',
  contactPhone: '139 0013 9000',
  emergencyName: '何大文',
  emergencyPhone: '+86 138 0013 8000',
  walkers: '1',
  'w0-name': '何晓岚',
  'w0-level': '5km',
  'w0-q-size': 'M',
}
const typed = (change: Record<string, string> = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...whole, ...change })) form.set(name, value)
  return registrationFieldsOf(form)
}
const faults = (change: Record<string, string>) => {
  const read = readRegistration(typed(change), rules)
  return read.ok ? {} : read.errors
}

describe('the form', () => {
  test('makes a party; who is not named otherwise is reached through the first adult', () => {
    expect(readRegistration(typed(), rules)).toEqual({
      ok: true,
      draft: {
        contactName: '何晓岚',
        contactEmail: 'he@example.org',
        contactPhone: '139 0013 9000',
        waiverVersion: 2,
        card: null,
        walkers: [
          {
            name: '何晓岚',
            level: '5km',
            minor: false,
            guardianName: '',
            emergencyName: '何大文',
            emergencyPhone: '+86 138 0013 8000',
            answers: { size: 'M' },
          },
        ],
      },
    })
  })

  test.each([
    [{ 'w0-name': ' \u200e ' }, { 'w0-name': 'missing' }],
    [{ 'w0-name': '长'.repeat(41) }, { 'w0-name': 'too-long' }],
    [{ 'w0-level': '' }, { 'w0-level': 'missing' }],
    [{ 'w0-level': '42km' }, { 'w0-level': 'unknown' }],
    [{ 'w0-q-size': '' }, { 'w0-q-size': 'missing' }],
    [{ 'w0-q-size': 'XXL' }, { 'w0-q-size': 'unknown' }],
    [{ contactEmail: 'he@' }, { contactEmail: 'not-an-address' }],
    [{ contactPhone: '微信同号' }, { contactPhone: 'not-a-phone' }],
    [{ emergencyPhone: '' }, { emergencyPhone: 'missing' }],
    [{ agreed: '' }, { agreed: 'not-agreed' }],
    [{ waiver: '1' }, { agreed: 'waiver-changed' }],
    [{ formId: 'x' }, { formId: 'missing' }],
    [
      { 'w0-minor': 'yes' },
      { 'w0-guardianName': 'missing', 'w0-guardianConsent': 'not-agreed', contactName: 'adult-needed' },
    ],
    [
      { 'w0-minor': 'yes', 'w0-guardianName': '何大文', 'w0-guardianConsent': 'yes' },
      { contactName: 'adult-needed' },
    ],
  ])('%o: %o', (change, expected) => {
    expect(faults(change as unknown as Record<string, string>)).toEqual(expected)
  })

  test('takes a minor with a guardian, their consent and an adult to be reached', () => {
    const consent = { 'w0-minor': 'yes', 'w0-guardianName': '何大文', 'w0-guardianConsent': 'yes' }
    const read = readRegistration(typed({ ...consent, contactName: '何大文' }), rules)
    expect(read).toMatchObject({ ok: true, draft: { walkers: [{ minor: true, guardianName: '何大文' }] } })
  })

  test('grows and shrinks without losing what was typed, up to eight walkers', () => {
    let fields = typed({ walkers: '2', 'w1-name': '小宝', 'w1-level': '10km' })
    expect(withoutWalker(fields, 0).walkers).toMatchObject([{ name: '小宝', level: '10km' }])
    expect(withWalker(fields).walkers[2]).toMatchObject({ name: '', level: '10km' })
    for (let i = 0; i < 10; i++) fields = withWalker(fields)
    expect(fields.walkers).toHaveLength(mostWalkers)
    expect(fields.contactEmail).toBe('he@example.org')
    expect(registrationFieldsOf(new FormData()).walkers).toHaveLength(1)
    expect(typed({ walkers: '9999999' }).walkers).toHaveLength(mostWalkers)
  })
})

test('a calendar file is as RFC 5545 wants it: CR LF, lines of 75 octets, nothing of a name ends a line', () => {
  const file = calendarFile({
    uid: 'a@b',
    madeAt: new Date('2026-03-01T00:00:00.123Z'),
    startsAt: new Date('2026-03-21T00:30:00Z'),
    endsAt: new Date('2026-03-21T08:00:00Z'),
    title: '第十一届慈善健康行，大夫山; 走\\捐',
    place: '广州市番禺区大夫山森林公园北门集合点（请由北门进入，不要从南门绕行，谢谢配合）',
    about: '何晓岚\r\nEND:VEVENT',
    url: 'https://give.example.org/campaigns/walk-11',
  })
  const lines = file.split('\r\n')
  expect(lines.at(-1)).toBe('')
  for (const line of lines) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(line).not.toMatch(/[\r\n\ufffd]/)
  }
  const unfolded = file.replace(/\r\n /g, '').split('\r\n')
  expect(unfolded).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Shanxing//Walk//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:a@b',
    'DTSTAMP:20260301T000000Z',
    'DTSTART:20260321T003000Z',
    'DTEND:20260321T080000Z',
    'SUMMARY:第十一届慈善健康行，大夫山\\; 走\\\\捐',
    'LOCATION:广州市番禺区大夫山森林公园北门集合点（请由北门进入，不要从南门绕行，谢谢配合）',
    'DESCRIPTION:何晓岚\\nEND:VEVENT',
    'URL:https://give.example.org/campaigns/walk-11',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})
