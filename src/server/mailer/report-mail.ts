// A report that came back as a mail, read: a delivery status notification (RFC 3464) or a complaint (RFC 5965). Both are a
// multipart/report (RFC 6522) of a part for people, a part of fields for machines, and the mail it is about, or its header.
import type { MailReport } from '#protocol/mail-status.ts';

/** Undefined for a mail that is no such report, or that names no mail. */
export function readReportMail(raw: string): MailReport | undefined {
  const lines = raw.replace(/\r?\n/g, '\n').replace(/\n[ \t]+/g, ' '); // fields unfolded (RFC 5322 §2.2.3)
  const kind = /^Content-Type:\s*message\/(delivery-status|feedback-report)\b/im.exec(lines);
  if (!kind) return undefined;
  const machine = lines.slice(kind.index);
  // of the mail that is reported: the report's own stands above
  const messageId = /^(?:Original-)?Message-ID:\s*(<[^<>\s]+>)/im.exec(machine)?.[1];
  if (messageId === undefined) return undefined;
  if (kind[1]?.toLowerCase() === 'feedback-report')
    return /^Feedback-Type:\s*abuse\b/im.test(machine) ? { event: 'complaint', messageId } : undefined;
  const status = /^Status:\s*([45]\.\d{1,3}\.\d{1,3})\b/im.exec(machine)?.[1];
  return status === undefined ? undefined : { event: 'bounce', messageId, status };
}
