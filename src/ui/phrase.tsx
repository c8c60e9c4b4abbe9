// Browsers break a line after the hyphen of "e-mail". It never breaks here.
export function Phrase({ text }: { readonly text: string }) {
  return text.split(/(\S*e-mails?\S*)/).map((part, i) =>
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
