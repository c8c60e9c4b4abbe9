// Browsers break a line after a hyphen. "e-mail" and "peut-elle" stay whole here.
export function Phrase({ text }: { readonly text: string }) {
  return text.split(/(\S*\p{L}-\p{L}\S*)/u).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
      <span key={i} className="nowrap">
        {part}
      </span>
    ),
  );
}
