/** What the redactor hides. */
export type PersonalDataType = 'phone' | 'address' | 'id' | 'order' | 'tracking' | 'card' | 'email' | 'name';

/** A piece of personal data. Offsets are UTF-16, end exclusive, into whatever text the finder was given. */
export interface PersonalSpan {
  type: PersonalDataType;
  start: number;
  end: number;
}

/** The text as finders read it: folded (lower case, half width, simplified), and the same units in their own case. */
export interface Page {
  text: string;
  /** Same length as `text`; Latin letters keep the case they were written in. */
  cased: string;
}

/** The `count` units before `at`: what a label such as 身份证 or 尾号 is looked for in. */
export const before = (page: Page, at: number, count: number): string => page.text.slice(Math.max(0, at - count), at);

/** The `count` units from `at`. */
export const after = (page: Page, at: number, count: number): string => page.text.slice(at, at + count);
