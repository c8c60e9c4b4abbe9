// What every outgoing mail is made of, whichever way it leaves.
import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mailer.ts';

/** @param from a mailbox of RFC 5322 §3.4, e.g. `Librairie du Canal <bonjour@librairie.example>` */
export function toMessage(mail: Mail, from: string): SendMailOptions {
  return {
    from,
    // as an object, so that no comma or bracket in it is read as a second recipient
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    headers: {
      ...mail.headers,
      // RFC 3834 §5 and its older cousin of Exchange: no out-of-office notes in answer
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
