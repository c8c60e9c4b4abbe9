// POST /api/v1/devices: a tablet trades the code of its one-time link for an identity.
// GET /api/v1/config/{digest}: a published config, immutable.
import * as z from 'zod/mini';

export const ENROLMENT_PATH = '/api/v1/devices';
export const CONFIG_PATH = '/api/v1/config';

export const enrolmentRequestSchema = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(128)),
});

export const enrolmentResponseSchema = z.object({
  device: z.string(),
  /** Authenticates the device's batches. Kept on the tablet, stored hashed at the back end. */
  secret: z.string(),
  store: z.string(),
  till: z.string(),
  configDigest: z.string(),
  /** Where the shopper's own phone finds the pages: origin of `PUBLIC_URL`. */
  publicUrl: z.string(),
  /** An acknowledgement of nothing yet: from here on the tablet can prove "not before" (B7). */
  acknowledgement: z.string(),
  serverTime: z.number(),
});

export type EnrolmentResponse = z.infer<typeof enrolmentResponseSchema>;
