const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/** True for an 18-character resident ID with a valid check character (GB 11643-1999, ISO 7064 MOD 11-2). */
export function isResidentId(id: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(id)) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return ID_CHECKS[sum % 11] === id[17]?.toUpperCase();
}

/** True when the digits at `yymmdd` or `yyyymmdd` could be a day of the calendar. */
export function isDateLike(digits: string): boolean {
  const month = Number(digits.slice(-4, -2));
  const day = Number(digits.slice(-2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** True when a string of digits has the shape of a resident ID: province, a birthday of 1900–2039. Says nothing of the checksum. */
export const looksLikeResidentId = (id: string): boolean =>
  /^[1-8]\d{5}(?:19|20[0-3])\d/.test(id) && id.length === 18 && isDateLike(id.slice(6, 14));

/** Luhn check of a bank card number (ISO/IEC 7812-1). */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** True for a 13-digit article number (EAN-13, also ISBN-13). */
export function isEan13(digits: string): boolean {
  if (!/^\d{13}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10 === Number(digits[12]);
}
