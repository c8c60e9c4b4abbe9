// Whether somebody's data stands in some bytes as it is, or as any of the forms in which programs write text down.

const FORMS: readonly ((text: string) => readonly string[])[] = [
  (text) => [text],
  (text) => [[...text].join('\0')], // UTF-16
  (text) => [0, 1, 2].map((shift) => insideBase64(text, shift)),
];

/** Letters may be small or capital. Both base64 alphabets are searched. */
export function holdsClearText(haystack: string, secret: string): boolean {
  const plain = haystack.toLowerCase();
  const encoded = haystack.replaceAll('+', '-').replaceAll('/', '_').toLowerCase();
  return FORMS.flatMap((form) => form(secret)).some((form) => {
    const sought = form.toLowerCase();
    return plain.includes(sought) || encoded.includes(sought);
  });
}

/** What the text always looks like inside base64, after so many bytes of something else. */
function insideBase64(text: string, shift: number): string {
  const bytes = new TextEncoder().encode('x'.repeat(shift) + text);
  const encoded = Buffer.from(bytes).toString('base64url');
  return encoded.slice(Math.ceil((shift * 4) / 3), Math.floor((bytes.length * 8) / 6));
}
