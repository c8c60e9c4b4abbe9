// What a shop publishes: who asks, where, what is asked in which words, and the information notice. A published
// config is immutable and known by the SHA-256 of its canonical JSON; a tablet works with exactly one version at a time.
import { z } from 'zod';
import { isTimeZone } from './business-day.ts';
import type { Localized } from './localized.ts';

export { inLanguage, type Localized } from './localized.ts';

export const channels = ['email', 'sms', 'phone'] as const;
export type Channel = (typeof channels)[number];

export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens');
const text = z.string().trim().min(1, 'must not be empty').max(1000);
const localized = z.partialRecord(z.enum(languages), text);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0b4f4a');
const emailAddress = z.email();

const frequency = z.strictObject({
  /** At most this many messages … */
  max: z.int().min(1).max(366),
  /** … in each of these. */
  per: z.enum(['week', 'month', 'year']),
});

const question = z.strictObject({
  id,
  purpose: id,
  channel: z.enum(channels),
  legalBasis: z.literal('consent'),
  /** `email`: a yes counts only once its owner has confirmed from the mailbox (double opt-in). */
  confirmation: z.enum(['none', 'email']),
  topics: z.array(z.strictObject({ id, label: localized })).min(1),
  frequency,
  /** The verb that completes the stem: "vous écrire par e-mail". Shown with a question mark. */
  verb: localized,
  /** One line: what, and how often. */
  detail: localized,
});

const noticeSection = z.strictObject({ id, title: localized, text: localized });

const notice = z.strictObject({
  version: z.int().min(1),
  validFrom: z.iso.date(),
  sections: z.array(noticeSection).min(1).max(8),
});

const store = z.strictObject({
  id,
  name: text,
  address: text,
  timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone'),
  tills: z.array(z.strictObject({ id, name: text })).min(1),
});

const confirmationPolicy = z.strictObject({
  /** Days from the sending of the mail until an unconfirmed request is erased. */
  expiresAfterDays: z.int().min(1).max(90),
  /** A request older than this on arrival is recorded as expired and sends nothing (D4). */
  maximumRequestAgeDays: z.int().min(1).max(90),
  /** Mails in 24 hours; beyond, they wait and are never dropped (D4). */
  mailsPerAddressPerDay: z.int().min(1).max(20),
  mailsPerDevicePerHour: z.int().min(1),
  mailsPerStorePerHour: z.int().min(1),
});

const shape = z.strictObject({
  schema: z.literal(1),
  controller: z.strictObject({
    /** As people say it, inside sentences. */
    name: text,
    legalName: text,
    address: text,
    country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code'),
    privacyEmail: emailAddress,
  }),
  brand: z.strictObject({
    colour,
    /** A second colour that carries no meaning. */
    decor: colour.optional(),
    /** The mark beside the name: SVG path data on a 48 × 48 grid, drawn as strokes. */
    logoPath: z
      .string()
      .regex(/^[MmLlHhVvCcSsQqTtAaZz0-9 ,.-]+$/, 'must be SVG path data')
      .optional(),
  }),
  languages: z.array(z.enum(languages)).min(1),
  stores: z.array(store).min(1),
  welcome: z.strictObject({ title: localized, text: localized }),
  /** What the questions complete: "La Librairie du Canal peut-elle". */
  stem: localized,
  /** The last words of a thank-you: "bonne lecture". */
  farewell: localized,
  minimumAge: z.int().min(13).max(18).optional(),
  questions: z.array(question).min(1).max(12),
  notice,
  confirmation: confirmationPolicy,
  /** Days for which the QR code of an answer shows that answer (E1). */
  answerLinkDays: z.int().min(1).max(365),
  /** Offered as chips under the address field; never learnt from people. */
  emailDomains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)).max(6),
});

export type ShopConfig = z.infer<typeof shape>;
export type Question = ShopConfig['questions'][number];
export type Store = ShopConfig['stores'][number];
export type Notice = ShopConfig['notice'];

/** A shop config, or the problems that keep it from being one. */
export const shopConfigSchema = shape.superRefine((config, context) => {
  const report = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });

  reportRepeats(config.languages, ['languages'], 'language', report);
  reportRepeats(idsOf(config.questions), ['questions'], 'question id', report);
  reportRepeats(idsOf(config.stores), ['stores'], 'store id', report);
  reportRepeats(
    config.questions.map((q) => `${q.purpose} by ${q.channel}`),
    ['questions'],
    'purpose and channel',
    report,
  );
  config.stores.forEach((s, i) => {
    reportRepeats(idsOf(s.tills), ['stores', i, 'tills'], 'till id', report);
  });
  config.questions.forEach((q, i) => {
    reportRepeats(idsOf(q.topics), ['questions', i, 'topics'], 'topic id', report);
    // E-mail confirms e-mail only (D5): a link cannot prove who holds a phone.
    if (q.confirmation === 'email' && q.channel !== 'email')
      report(['questions', i, 'confirmation'], `a link by e-mail cannot confirm consent to ${q.channel}`);
  });
  reportRepeats(idsOf(config.notice.sections), ['notice', 'sections'], 'section id', report);
  for (const [path, words] of localizedTexts(config))
    for (const language of config.languages)
      if (words[language] === undefined) report(path, `has no text in "${language}"`);
});

/** Every problem of a shop config as one line each: where it is, and what is wrong. Empty when there is none. */
export function listConfigProblems(value: unknown): string[] {
  const result = shopConfigSchema.safeParse(value);
  if (result.success) return [];
  return result.error.issues.map((issue) => `${issue.path.join('.') || '(whole file)'}: ${issue.message}`);
}

export function findStore(config: ShopConfig, storeId: string): Store | undefined {
  return config.stores.find((s) => s.id === storeId);
}

type Path = (string | number)[];

const idsOf = (items: readonly { id: string }[]) => items.map((item) => item.id);

function reportRepeats(
  values: readonly string[],
  path: Path,
  what: string,
  report: (path: Path, message: string) => void,
): void {
  const repeated = new Set(values.filter((value, i) => values.indexOf(value) !== i));
  for (const value of repeated) report(path, `${what} "${value}" appears more than once`);
}

function localizedTexts(config: ShopConfig): [Path, Localized][] {
  return [
    [['welcome', 'title'], config.welcome.title],
    [['welcome', 'text'], config.welcome.text],
    [['stem'], config.stem],
    [['farewell'], config.farewell],
    ...config.questions.flatMap((q, i): [Path, Localized][] => [
      [['questions', i, 'verb'], q.verb],
      [['questions', i, 'detail'], q.detail],
      ...q.topics.map((t, j): [Path, Localized] => [['questions', i, 'topics', j, 'label'], t.label]),
    ]),
    ...config.notice.sections.flatMap((s, i): [Path, Localized][] => [
      [['notice', 'sections', i, 'title'], s.title],
      [['notice', 'sections', i, 'text'], s.text],
    ]),
  ];
}
