// What the mail provider, or a small adapter before it, tells of a mail after its mail server had taken it: it came back, it
// is late, or its reader calls it spam.
import { z } from 'zod';

export const MAIL_STATUS_PATH = '/api/v1/inbound/mail-status';

/** RFC 3463: 5 is for good, 4 for now. */
const status = z.string().regex(/^[45]\.\d{1,3}\.\d{1,3}$/, 'must be an enhanced status code such as 5.1.1');
/** Ours, as the mail carried it; the angle brackets may be missing. */
const messageId = z.string().min(1).max(998);

/** What else the provider says is not looked at. */
export const mailReportSchema = z.discriminatedUnion('event', [
  z.looseObject({ event: z.literal('bounce'), messageId, status }),
  z.looseObject({ event: z.literal('complaint'), messageId }),
]);

export type MailReport = z.infer<typeof mailReportSchema>;
