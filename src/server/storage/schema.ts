// The tables, as Kysely sees them. Portable between SQLite and PostgreSQL: instants are epoch milliseconds, truth values
// 0 or 1, JSON is text, ids are made by us. Long, because it is one list: every table and column at one look.
import type { Generated, Selectable } from 'kysely';
import type { GrantStatus, Resolution, Stop } from '#domain/consent-state.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import type { Frequency } from '#domain/frequency.ts';
import type { QuarantineReason } from '#domain/quarantine.ts';
import type { Restriction } from '#domain/restriction.ts';
import type { ExtensionReason, Identity, RefusalReason, RequestOutcome, Right, Way } from '#domain/rights-request.ts';
import type { Regime } from '#domain/rules/rule.ts';
import type { Channel, Language } from '#domain/shop-config.ts';
import type { InboundSmsOutcome } from '#protocol/inbound-sms.ts';
import type { MailReport } from '#protocol/mail-status.ts';
import type { Change, SyncAnswer } from '#protocol/sync.ts';
import type { ReportedActivity } from '#protocol/use.ts';

/** What can make a mail wait (D4): the limits per address, per tablet and per store, and "it wasn't me". */
export type MailLimit = 'address' | 'device' | 'store' | 'disavowal';

interface SettingTable {
  /** `key-store`: the id of the key store that this database was filled under. `night`: the last business day whose sweeps are done. */
  name: 'key-store' | 'night';
  value: string;
}

interface ConfigTable {
  digest: string;
  /** Canonical JSON. */
  body: string;
}

/** The highest number is the config that tablets should work with. */
interface PublicationTable {
  number: number;
  digest: string;
  published_at: number;
  /** `operator:{name}`; `system:start`: the file that a start was given; `unknown`: from before authors were noted. */
  author: string;
}

interface EnrolmentCodeTable {
  /** The first two characters: wrong tries are counted by code, so that no stranger locks them all. */
  id: string;
  /** scrypt of the whole code. */
  code_hash: string;
  store: string;
  till: string;
  expires_at: number;
  used_at: number | null;
  wrong_tries: number;
}

interface DeviceTable {
  id: string;
  store: string;
  till: string;
  /** JSON of the JWK that its words are checked with. */
  public_key: string;
  status: SyncAnswer['deviceStatus'];
  /** The device whose place it took (A1). */
  replaces: string | null;
  enrolled_at: number;
  last_seen_at: number;
  /** Milliseconds the back end was ahead of the device when it last sent (C3). */
  skew: number;
  /** When a used seq came back with another event (B4); everything later is held until the device enrols again. */
  forked_at: number | null;
  /** The highest head ever announced (B11). */
  announced_seq: number;
  waiting: number;
  app_version: string;
  /** Number of the last row in device_changes. */
  last_change: number;
  /** `kid` of the newest of our sealing keys that all it still holds is sealed to (B5); null before it has said so. */
  sealing_key: string | null;
}

interface ChainTable {
  /** A device id, or `store:{id}`, `store:{id}:2` … after a restore (B13). */
  id: string;
  /** null for a device's. */
  store: string | null;
  /** 1: another chain has taken its place. */
  closed: number;
  expected: number;
  /** Hash of the last event; null before the first, or when the last ones are lost. */
  head: string | null;
}

interface EventTable {
  chain: string;
  seq: number;
  hash: string;
  id: string;
  /** 1: stands beside the event that first used its seq (B4). */
  beside: number;
  status: 'accepted' | 'quarantined' | 'rejected' | 'erased';
  reason: QuarantineReason | null;
  type: string | null;
  /** The store's day, as the event has it (A3); null where it says none, or cannot be read. */
  business_day: string | null;
  /** The compact JWS as received. Null when only the manifest line arrived, or when a checkpoint has let it go (B12). */
  jws: string | null;
  received_at: number;
  /** Start of the proven interval (C1); null: no earliest. */
  earliest: number | null;
}

/** Contact data beside an event. The row goes when it is erased; the event still verifies. */
interface DisclosureTable {
  /** Hash of the event. */
  event: string;
  contact_point: string;
  /** The disclosure, encrypted under the contact point's key. */
  sealed: string;
}

interface LostTable {
  chain: string;
  first_seq: number;
  last_seq: number;
  booked_at: number;
}

interface AcknowledgementTable {
  hash: string;
  device: string;
  /** SHA-256 of the JWS it answers, without its signature: a manifest that comes again is known by it. */
  request: string;
  jws: string;
  received_at: number;
}

interface ContactPointTable {
  id: string;
  kind: ContactKind;
  /** As typed, encrypted under the contact point's key; null once erased, or when only a stop named it (D7). */
  value: string | null;
  /** Since when mail to it comes back for good; null again once its owner has confirmed from the mailbox. */
  undeliverable_at: number | null;
}

/** Keeps an erased contact point from coming back (B10, F2): tied to no event. */
interface TombstoneTable {
  hash: string;
  at: number;
  /** JSON array of `OutlastingStop`. */
  stops: string;
}

/** An address or number that is not to be contacted, whoever said so (F2). Tied to no event, like a tombstone. */
interface SuppressionTable {
  hash: string;
  /** When it took effect. */
  at: number;
}

/** Addresses of which somebody has said "it wasn't me": the next mail waits (D4). Tied to no event, like a tombstone (F2). */
interface DisavowalTable {
  hash: string;
  at: number;
}

/** Keys that are to be destroyed: written with the erasure, deleted when it is done (F1). */
interface KeyDestructionTable {
  contact_point: string;
}

/** Every read or export of personal data by staff, operators and systems, and what they publish. Never holds any itself. */
interface AuditTable {
  id: string;
  at: number;
  /** `operator:{name}`, `device:{id}`, `system:{what}`, `api-key:{name}`; `person`: the one whose data it is. */
  actor: string;
  action:
    | 'proof'
    | 'day-exported'
    | 'mail'
    | 'erasure'
    | 'unsubscribe-link'
    | 'config-published'
    | 'may-contact'
    | 'activity'
    | 'api-key-added'
    | 'api-key-revoked'
    | 'archived'
    | 'archive-list'
    | 'archive-proof'
    | 'archive-erasure'
    | 'archive-key-changed'
    | 'archive-resealed'
    | 'data-copied'
    | 'rectification'
    | 'restriction'
    | 'lifting'
    | 'objection'
    | 'request-opened'
    | 'request-read'
    | 'request-extended'
    | 'request-closed'
    | 'suppression-imported'
    | 'suppression-exported'
    | 'suppression-matched'
    | 'list-imported'
    | 'list-links';
  /** An id: of an event, a contact point, a day, a config, a key, a list, a request. Of a whole batch: `{n} asked`. */
  subject: string;
  /** The row of the batch that it was asked in. */
  batch: string | null;
}

/** What another system shows to ask. Stays when it is revoked: the audit log names it. */
interface ApiKeyTable {
  id: string;
  /** No two that live have the same. */
  name: string;
  /** SHA-256 of the secret. */
  hash: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** What other systems have told: the latest of it, no history. Only of contact points of which a yes runs. */
/** An unbroken run of activity (`domain/use-clock.ts`). Hardly anybody has two. */
interface ActivityTable {
  contact_point: string;
  kind: ReportedActivity['kind'];
  /** When the person was last in touch. */
  at: number;
  /** When the back end knew of the first of the run. */
  known_at: number;
}

interface CustodyColumns {
  chain: string;
  seq: number;
  earliest: number | null;
  latest: number;
}

interface GrantTable extends CustodyColumns {
  event: string;
  question: string;
  contact_point: string;
  purpose: string;
  channel: Channel;
  /** JSON array: those that were said yes to. */
  topics: string;
  frequency_max: number;
  frequency_per: Frequency['per'];
  asks_confirmation: number;
  /** How it was asked for. */
  regime: Regime;
  /** A day on which it may have been given and the law takes no such answer (D6); null: none. */
  forbidden_on: string | null;
  store: string;
  /** null: not captured on a device. */
  device: string | null;
  /** 1: it stood in a list, with less than the law of that day wants as proof. Never 0 again: who answers gives a new one. */
  unproven: Generated<number>;
  /** The contact point on whose own page it was given; null elsewhere. The two belong to one person (D8). */
  page_of: string | null;
  locale: Language;
  config_digest: string;
  captured_at: number;
  /** Derived (protocol D) and kept for look-ups; the acts are the truth. */
  status: GrantStatus;
  /** When it became so. */
  status_at: number;
  /** When a request that has had its mail lapses (D4); null before the mail. */
  lapses_at: number | null;
  /** The contact point that is owed a mail about its end (`withdrawal.send`); null: none is. */
  end_owed_to: string | null;
}

interface StopTable extends CustodyColumns {
  /** Hash of the event that says so. */
  event_hash: string;
  contact_point: string;
  kind: Stop['kind'];
  /** Both null: everything. */
  purpose: string | null;
  channel: Channel | null;
  /** JSON array: only these of that purpose and channel (D11); null: all of it. */
  topics: string | null;
  /** The contact point on whose page it was done, where that is another one. */
  page_of: string | null;
  /** For a stop that follows another (D8): the hash of that one. */
  cause: string | null;
}

/** The person asked for less often (D12). */
interface CapTable extends CustodyColumns {
  event_hash: string;
  contact_point: string;
  purpose: string;
  channel: Channel;
  frequency_max: number;
  frequency_per: Frequency['per'];
  page_of: string | null;
}

/** GDPR 18, and its end (D13). */
interface RestrictionTable extends CustodyColumns {
  event_hash: string;
  contact_point: string;
  kind: Restriction['kind'];
}

interface ResolutionTable extends CustodyColumns {
  event: string;
  question: string;
  kind: Resolution['kind'];
}

interface TokenTable {
  hash: string;
  kind: 'confirmation' | 'preferences' | 'answer';
  /** null for `answer`, which opens one event. */
  contact_point: string | null;
  event: string | null;
  /** JSON array of {event, question}: what a confirmation token confirms (D4). */
  answers: string;
  expires_at: number;
}

interface JobTable {
  id: string;
  kind: 'confirmation.send' | 'link.send' | 'withdrawal.send' | 'request.answer';
  /** At most one queued job per kind and key. Ids only, never contact data. */
  key: string;
  state: 'queued' | 'running' | 'done' | 'dead';
  run_at: number;
  attempts: number;
  /** A code, never a server's words: those can repeat an address. */
  last_error: string | null;
  /** The limit that put it off until `run_at` (D4). */
  waits_for: MailLimit | null;
  created_at: number;
}

interface MailTable {
  job: string;
  contact_point: string;
  device: string | null;
  store: string;
  sent_at: number;
}

/** What mail servers and mailbox providers have told of a mail after they had taken it. Each thing once. */
interface MailReportTable {
  job: string;
  event: MailReport['event'];
  /** RFC 3463, `5.1.1`; empty for a complaint. */
  status: string;
  received_at: number;
}

interface DeviceChangeTable {
  device: string;
  number: number;
  event: string;
  question: string;
  change: Change['change'];
}

/** Messages that came in by SMS, each taking effect once. Neither text nor sender. */
interface InboundMessageTable {
  /** Keyed hash of id, sender and text. */
  hash: string;
  outcome: InboundSmsOutcome;
  received_at: number;
}

/** Answers given by a code: a tablet's, which completes once (E5), or a counter card's, which is counted. */
interface PhoneVisitTable {
  event: string;
  /** Of the tablet's link; null: by a counter card. */
  nonce: string | null;
  store: string;
  completed_at: number;
}

/** B12: `seq` is the last place of its chain whose event need not say anything any more. The newest word for each chain. */
interface CheckpointTable {
  chain: string;
  seq: number;
  /** Over {chain, seq, head, at}, signed by us. */
  jws: string;
}

/** By which a person uses a right (GDPR 12 to 21), to be counted and shown. Not tied to anybody once they are erased. */
interface RightsRequestTable {
  id: string;
  kind: Right;
  /** null: nothing was held of whoever asked, or they are erased. */
  contact_point: string | null;
  /** The store's day on which it reached the shop. */
  received_on: string;
  /** The store's day on which it must be answered at the latest. */
  due_on: string;
  came_by: Way;
  identity: Identity;
  /** What the person wrote, encrypted under the contact point's key. */
  text: string | null;
  /** As in the audit log: `person` or `operator:{name}`. */
  opened_by: string;
  opened_at: number;
  extended_at: number | null;
  extension_reason: ExtensionReason | null;
  closed_at: number | null;
  closed_by: string | null;
  outcome: RequestOutcome | null;
  refusal_reason: RefusalReason | null;
  /** The contact point that is owed a mail about what has become of it (`request.answer`); null: none is. */
  owed_to: string | null;
  /** When the last such mail left. */
  told_at: number | null;
}

/** An event that a list of the shop's has brought. */
interface ImportTable {
  event: string;
  list: string;
  /** SHA-256 of its row without contact data: the same row is known by it. */
  digest: string;
  /** JSON of `Stated`, as in the event. */
  stated: string;
}

export interface Tables {
  settings: SettingTable;
  configs: ConfigTable;
  publications: PublicationTable;
  enrolment_codes: EnrolmentCodeTable;
  devices: DeviceTable;
  chains: ChainTable;
  events: EventTable;
  disclosures: DisclosureTable;
  lost: LostTable;
  acknowledgements: AcknowledgementTable;
  contact_points: ContactPointTable;
  tombstones: TombstoneTable;
  suppressions: SuppressionTable;
  disavowals: DisavowalTable;
  key_destructions: KeyDestructionTable;
  audit: AuditTable;
  grants: GrantTable;
  stops: StopTable;
  caps: CapTable;
  restrictions: RestrictionTable;
  resolutions: ResolutionTable;
  tokens: TokenTable;
  jobs: JobTable;
  mails: MailTable;
  mail_reports: MailReportTable;
  device_changes: DeviceChangeTable;
  inbound_messages: InboundMessageTable;
  phone_visits: PhoneVisitTable;
  api_keys: ApiKeyTable;
  activities: ActivityTable;
  checkpoints: CheckpointTable;
  rights_requests: RightsRequestTable;
  imports: ImportTable;
}

export type Publication = Selectable<PublicationTable>;
export type Device = Selectable<DeviceTable>;
export type EventRow = Selectable<EventTable>;
export type GrantRow = Selectable<GrantTable>;
export type StopRow = Selectable<StopTable>;
export type TokenRow = Selectable<TokenTable>;
export type JobRow = Selectable<JobTable>;
export type ActivityRow = Selectable<ActivityTable>;
export type RightsRequestRow = Selectable<RightsRequestTable>;
export type ApiKey = Selectable<ApiKeyTable>;
export type ContactPoint = Selectable<ContactPointTable>;
