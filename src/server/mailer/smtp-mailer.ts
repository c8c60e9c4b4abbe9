// Sends by SMTP, one connection a mail: at a shop's pace a pool gains nothing, and nodemailer's pool sends again by
// itself when a connection drops, which is the job's decision to take.
import { createTransport, type NodemailerError } from 'nodemailer';
import { type DkimKey, toDkimOptions } from './dkim.ts';
import type { Mailer, SendOutcome } from './mailer.ts';
import { toMessage } from './message.ts';

interface SmtpMailerOptions {
  /** `smtp://user:password@host:587`, or `smtps://…` for TLS from the first byte. */
  readonly url: string;
  readonly from: string;
  readonly dkim?: DkimKey | undefined;
  /** Milliseconds without progress until an attempt is given up. */
  readonly timeout?: number;
}

export function createSmtpMailer({ url, from, dkim, timeout = 30_000 }: SmtpMailerOptions): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    ...(dkim && { dkim: toDkimOptions(dkim) }),
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail(toMessage(mail, from));
        return { outcome: 'sent' };
      } catch (error) {
        return toOutcome(error as NodemailerError);
      }
    },
    async close() {
      transport.close();
    },
  };
}

/**
 * Refused is only what this recipient's or this mail's own 5yz reply says (RFC 5321 §4.2.1), or an address that cannot
 * be sent to at all. A rejected login or sender is the installation's fault and would strike every mail: it is tried again.
 */
function toOutcome({ code, command, responseCode, permanent }: NodemailerError): SendOutcome {
  const reason = [code ?? 'unknown', command?.split(':')[0], responseCode].filter(Boolean).join(' ');
  const concernsThisMail = command === 'RCPT TO' || command === 'DATA';
  const isUnsendable = code === 'EENVELOPE' && command === 'API';
  return { outcome: (permanent && concernsThisMail) || isUnsendable ? 'refused' : 'retry', reason };
}
