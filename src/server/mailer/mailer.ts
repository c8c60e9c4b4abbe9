// The port through which mail leaves. An adapter tells three fates apart, because the job that sends must: done, worth
// another try, or refused for good. A reason is a code for the log and never holds an address or a word of the mail.

export interface Mail {
  /** One address, as its owner typed it. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for every attempt at this mail, so that a repeat is recognised (protocol E4; RFC 5322 §3.6.4), with angle brackets. */
  readonly messageId: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type SendOutcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'retry'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string };

export interface Mailer {
  /** Never throws for what a mail server or a disk can do. */
  send(mail: Mail): Promise<SendOutcome>;
  close(): Promise<void>;
}
