import { describe, expect, test } from 'vitest'
import { newCardId, spellCard, ticketUrl } from '~/walks/card-id'
import {
  answerAtGate,
  findOnRoster,
  type Mark,
  mergeMarks,
  type Roster,
  type RosterWalker,
} from '~/walks/roster'
import { at, day } from './plan'

const walker = (bib: number, more: Partial<RosterWalker> = {}): RosterWalker => ({
  card: newCardId(),
  bib,
  name: `参加者${bib}`,
  unit: null,
  party: `party-${bib}`,
  level: '5km',
  state: 'registered',
  minor: false,
  ...more,
})
const [mother, child, colleague, other] = [
  walker(1, { party: 'family', name: '欧阳清源' }),
  walker(2, { party: 'family', minor: true }),
  walker(3, { unit: '番禺一中' }),
  walker(4, { unit: '番禺一中' }),
]
const gone = walker(5, { state: 'cancelled', unit: '番禺一中', bib: null })
const roster: Roster = {
  campaign: 'walk-12',
  day,
  place: 'start',
  placeKind: 'start',
  asOf: at('08:00:00'),
  walkers: [mother, child, colleague, other, gone],
  marks: [],
}
const mark = (who: RosterWalker, clock: string, by: string): Mark => ({ card: who.card, at: at(clock), by })
const answer = (scanned: string, own: Mark[] = [], told = roster, today = day) =>
  answerAtGate(told, own, scanned, today)

describe('at the gate', () => {
  test('one scan brings the whole family or unit, and each comes in once', () => {
    expect(answer(ticketUrl('https://example.org', mother.card))).toEqual({
      say: 'welcome',
      walker: mother,
      group: [child],
    })
    expect(answer(spellCard(colleague.card), [mark(other, '08:30:00', '二号门')])).toEqual({
      say: 'welcome',
      walker: colleague,
      group: [],
    })
  })

  test('who is in already is said with when and by which gate, also after another gate’s news came', () => {
    const told = { ...roster, marks: [mark(mother, '09:12:00', '二号门')] }
    expect(answer(mother.card, [], told)).toMatchObject({
      say: 'already',
      mark: { at: at('09:12:00'), by: '二号门' },
    })
    // This phone let her in a minute earlier, before it heard of the other.
    expect(answer(mother.card, [mark(mother, '09:11:00', '一号门')], told)).toMatchObject({
      say: 'already',
      mark: { by: '一号门' },
      group: [child],
    })
  })

  test('each refusal has its word, and none wedges the next scan', () => {
    expect(answer(gone.card)).toEqual({ say: 'cancelled', walker: gone })
    for (const state of ['waiting', 'unpaid'] as const) {
      const late = walker(9, { state })
      expect(answer(late.card, [], { ...roster, walkers: [late] })).toEqual({ say: state, walker: late })
    }
    const stranger = newCardId()
    expect(answer(stranger)).toEqual({ say: 'visitor', card: stranger })
    expect(answer(mother.card, [], roster, '2027-01-10')).toEqual({ say: 'another-day', day })
    for (const nonsense of ['', 'https://example.org/s/k7p2qx-0-0123456789abcdef', '\u0000', '微信支付'])
      expect(answer(nonsense)).toEqual({ say: 'not-a-card' })
    expect(answer(child.card).say).toBe('welcome')
  })

  test('marks of several phones merge without doubles, in any order', () => {
    const marks = [
      mark(mother, '09:12:00', '二号门'),
      mark(mother, '09:11:00', '一号门'),
      mark(child, '09:12:00', '二号门'),
    ]
    const merged = mergeMarks(marks)
    expect(merged).toEqual(mergeMarks([...marks].reverse()))
    expect(merged.get(mother.card)?.by).toBe('一号门')
    expect(merged.size).toBe(2)
  })

  test('a ticket left at home: by number, name or unit', () => {
    expect(findOnRoster(roster, ' ３ ')).toEqual([colleague])
    expect(findOnRoster(roster, '欧阳')).toEqual([mother])
    expect(findOnRoster(roster, '一中')).toEqual([colleague, other, gone])
    expect(findOnRoster(roster, '  ')).toEqual([])
  })
})
