// What the text part of every mail ends with: a signature (RFC 3676 §4.3) that says who answers for it.
import type { MailContext } from './mail-html.ts';

export function renderMailFoot(
  { shop, noticeUrl }: Pick<MailContext, 'shop' | 'noticeUrl'>,
  words: { readonly questionsAndRights: string; readonly notice: string },
): string {
  const { legalName, address, privacyEmail } = shop.controller;
  return `--${' '}
${legalName}, ${address}
${words.questionsAndRights} ${privacyEmail}
${words.notice}
${noticeUrl}
`;
}
