// What a shop publishes: who asks, where, what is asked in which words, and the information notice. A published
// config is immutable and known by the SHA-256 of its canonical JSON; a tablet works with exactly one version at a time.
// Long, because an owner reads here, in one place, every field of the file and what may not stand beside what.
import { z } from 'zod';
import { isTimeZone } from './business-day.ts';
import { isLower } from './frequency.ts';
import { noticeParts } from './notice-part.ts';
import { audiences, legalBases, regimes } from './rules/rule.ts';

export const channels = ['email', 'sms', 'phone', 'post'] as const;
export type Channel = (typeof channels)[number];

export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens');
const text = z.string().trim().min(1, 'must not be empty').max(1000);
const localized = z
  .partialRecord(z.enum(languages), text)
  .refine((words) => Object.keys(words).length > 0, 'has no text');
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
  legalBasis: z.enum(legalBases),
  /** How it is asked; `regimeOf` says what holds without it. */
  regime: z.enum(regimes).optional(),
  /** Whom it is put to; consumers without it. */
  audience: z.enum(audiences).optional(),
  /** What is asked for, where it is not the shop's own messages on the channel. */
  use: z.enum(['partner-transfer', 'loyalty', 'profiling', 'open-tracking']).optional(),
  /** Of a `partner-transfer`: to whom. One question for each. */
  partner: z.strictObject({ name: text }).optional(),
  /** Shown only when the cashier has marked a real sale: what a soft opt-in needs. */
  onlyAfterSale: z.literal(true).optional(),
  /** `email`: a yes counts only once its owner has confirmed from the mailbox (double opt-in). */
  confirmation: z.enum(['none', 'email']),
  topics: z
    .array(z.strictObject({ id, label: localized }))
    .min(1)
    .max(32),
  frequency,
  /** Less often, for who asks for it on their own page. Each lower than `frequency`. */
  frequencies: z.array(frequency).min(1).max(5).optional(),
  /** The verb that completes the stem: "vous écrire par e-mail". Shown with a question mark. */
  verb: localized,
  /** Of a `soft-opt-in` or `opt-out`, in place of the question: what will be done unless the person objects. */
  information: localized.optional(),
  /** One line: what, and how often. */
  detail: localized,
});

const noticeSection = z.strictObject({
  id,
  title: localized,
  text: localized,
  /** Which parts of the notice stand in it. Not shown; without it a config can be used, but no longer published. */
  covers: z.array(z.enum(noticeParts)).min(1).optional(),
});

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
  /** Days for which an address waits for its next mail after "it wasn't me"; without it, 30. Not filled in here: that would
   * change the digest of a config published without it. */
  waitAfterDisavowalDays: z.int().min(1).max(90).optional(),
});

const shape = z.strictObject({
  /** 2: with what apps before it cannot ask (`onlySince2`). They wait for a newer app. */
  schema: z.literal([1, 2]),
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
  /** Where people text STOP to, as they would dial it. Its inbound messages come to the back end's webhook. */
  stopNumber: z
    .string()
    .regex(/^\+?\d[\d ]{1,18}\d$/, 'must be a number such as 36 111')
    .optional(),
  minimumAge: z.int().min(13).max(18).optional(),
  questions: z.array(question).min(1).max(12),
  notice,
  confirmation: confirmationPolicy,
  /** Days for which the QR code of an answer shows that answer (E1). */
  answerLinkDays: z.int().min(1).max(365),
  /** Answering on one's own phone; `handOverPolicyOf` says what holds without it. */
  handOver: z
    .strictObject({
      /** Hours for which a tablet's code opens (E5). */
      validHours: z.int().min(1).max(168),
      /** Answers taken in an hour by the code of one store's counter card; 0: there is no such card. */
      cardAnswersPerHour: z.int().min(0).max(10_000),
    })
    .optional(),
  /** Offered as chips under the address field; never learnt from people. */
  emailDomains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a domain such as gmail.com')).max(6),
});

export type ShopConfig = z.infer<typeof shape>;
export type Question = ShopConfig['questions'][number];
export type Store = ShopConfig['stores'][number];
export type Notice = ShopConfig['notice'];

/** A shop config, or the problems that keep it from being one. */
export const shopConfigSchema = shape.superRefine(
  (config: unknown, context) => {
    for (const { path, message, params } of problemsAcross(config))
      context.addIssue({ code: 'custom', path, message, params });
  },
  // also beside other problems: all are listed in one go
  { when: () => true },
);

export function findStore(config: ShopConfig, storeId: string): Store | undefined {
  return config.stores.find((s) => s.id === storeId);
}

/** Of a question: an app of schema 1 would ask it of everybody, or as a consent. */
const onlySince2 = ['regime', 'audience', 'onlyAfterSale', 'information'] as const;

interface Problem {
  readonly path: string[];
  readonly message: string;
  readonly params: CrossProblem;
}

/** The same for machines. */
export type CrossProblem =
  | { readonly kind: 'repeated'; readonly name: string }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'unconfirmable'; readonly channel: Channel }
  | { readonly kind: 'not-lower' }
  | { readonly kind: 'needs-schema-2'; readonly field: string }
  | { readonly kind: 'information' };

/** What no field shows by itself. The config may be broken otherwise: this looks at what is there. */
function* problemsAcross(config: unknown): Generator<Problem> {
  const spoken = languages.filter((language) => asList(read(config, 'languages')).includes(language));
  for (const [path, value] of parts(config)) {
    if (Array.isArray(value))
      for (const name of repeated(value.map((item) => read(item, 'id') ?? item)))
        yield { path, message: `"${name}" appears more than once`, params: { kind: 'repeated', name } };
    // no other object has a language for a key
    else if (languages.some((language) => read(value, language) !== undefined))
      for (const language of spoken)
        if (read(value, language) === undefined)
          yield { path, message: `has no text in "${language}"`, params: { kind: 'language', language } };
  }

  const questions = asList(read(config, 'questions'));
  for (const pair of repeated(questions.map(toPurposeAndChannel)))
    yield { path: ['questions'], message: `${pair} is asked more than once`, params: { kind: 'repeated', name: pair } };
  for (const [i, question] of questions.entries()) {
    const regime = read(question, 'regime');
    const isConsent = regime === undefined || regime === 'opt-in' || regime === 'separate-opt-in';
    for (const field of read(config, 'schema') === 1 ? onlySince2 : [])
      if (read(question, field) !== undefined && !(field === 'regime' && isConsent))
        yield {
          path: ['questions', `${i}`, field],
          message: 'needs "schema": 2',
          params: { kind: 'needs-schema-2', field },
        };
    const channel = read(question, 'channel');
    if (channel === 'post' && read(config, 'schema') === 1)
      yield {
        path: ['questions', `${i}`, 'channel'],
        message: '"post" needs "schema": 2',
        params: { kind: 'needs-schema-2', field: 'channel' },
      };
    if ((regime === 'soft-opt-in' || regime === 'opt-out') !== (read(question, 'information') !== undefined))
      yield {
        path: ['questions', `${i}`, 'information'],
        message: 'goes with "soft-opt-in" and "opt-out", and only with them',
        params: { kind: 'information' },
      };
    // E-mail confirms e-mail only (D5): a link cannot prove who holds a phone or a letter box.
    if (read(question, 'confirmation') === 'email' && (channel === 'sms' || channel === 'phone' || channel === 'post'))
      yield {
        path: ['questions', `${i}`, 'confirmation'],
        message: `a link by e-mail cannot confirm consent to ${channel}`,
        params: { kind: 'unconfirmable', channel },
      };
    const asked = frequency.safeParse(read(question, 'frequency')).data;
    for (const [j, lower] of asList(read(question, 'frequencies')).entries()) {
      const { data } = frequency.safeParse(lower);
      if (asked && data && !isLower(data, asked))
        yield {
          path: ['questions', `${i}`, 'frequencies', `${j}`],
          message: 'must be lower than "frequency"',
          params: { kind: 'not-lower' },
        };
    }
  }
}

/** Of those that somebody may be asked together: what differs by audience or sale is asked of other people, or in its place. */
function toPurposeAndChannel(question: unknown): string | undefined {
  const [purpose, channel] = [read(question, 'purpose'), read(question, 'channel')];
  if (typeof purpose !== 'string' || typeof channel !== 'string') return undefined;
  const audience = read(question, 'audience') === 'professional' ? ' to professionals' : '';
  return `${purpose} by ${channel}${audience}${read(question, 'onlyAfterSale') === true ? ' after a sale' : ''}`;
}

/** The value and all that it holds, each with where it stands. */
function* parts(value: unknown, path: string[] = []): Generator<[string[], unknown]> {
  yield [path, value];
  if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) yield* parts(part, [...path, key]);
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function repeated(values: readonly unknown[]): Set<string> {
  return new Set(
    values.filter((value) => typeof value === 'string').filter((value, i, all) => all.indexOf(value) !== i),
  );
}
