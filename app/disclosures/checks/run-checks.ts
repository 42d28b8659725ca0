import { alikeTexts } from './alike-texts'
import { categorySums } from './category-sums'
import type { Check, CheckInput, Finding } from './check'
import { figuresAndLedger } from './figures-and-ledger'
import { fieldsFill, missingParts } from './missing-parts'
import { personalData } from './personal-data'
import { registerName } from './register-name'
import { spansAndDays } from './spans-and-days'
import { numbersSupported } from './typed-numbers'

const checks: Check[] = [
  figuresAndLedger,
  categorySums,
  missingParts,
  fieldsFill,
  numbersSupported,
  alikeTexts,
  spansAndDays,
  registerName,
  personalData,
]

/** Everything that a careful reader with the records beside them would stop at; what stops publishing comes first. */
export const runChecks = (input: CheckInput): Finding[] =>
  checks
    .flatMap((check) => check(input))
    .sort((a, b) => Number(a.level === 'look') - Number(b.level === 'look'))
