/** The name of a BCP 47 language in the agent's language; null when it is undetermined or not a language tag. */
export function toLanguageName(tag: string, language: string): string | null {
  if (!tag || tag === 'und') return null;
  try {
    const { language: base, script } = new Intl.Locale(tag);
    // The region says nothing to an agent (中文（中国）); the script does (繁体).
    return new Intl.DisplayNames([language], { type: 'language' }).of(script ? `${base}-${script}` : base) ?? null;
  } catch {
    return null;
  }
}
