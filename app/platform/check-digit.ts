/** The digit that catches a mistyped one, or two swapped (Luhn, ISO/IEC 7812-1 annex B). */
export function checkDigit(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const d = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 0 ? d * 2 : d
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return (10 - (sum % 10)) % 10
}
