// The schema's history. A migration that has shipped is never edited; a change is a new one.
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ShopConfig } from '#domain/shop-config.ts';
import { businessDays } from './business-day.ts';

const first: Migration = {
  async up(db: Kysely<unknown>) {
    const custody = ['chain text not null', 'seq integer not null', 'earliest bigint', 'latest bigint not null'];
    const tables: Record<string, string[]> = {
      settings: ['name text primary key', 'value text not null'],
      configs: ['digest text primary key', 'body text not null', 'published_at bigint not null'],
      enrolment_codes: [
        'id text primary key',
        'code_hash text not null',
        'store text not null',
        'till text not null',
        'expires_at bigint not null',
        'used_at bigint',
        'wrong_tries integer not null',
      ],
      devices: [
        'id text primary key',
        'store text not null',
        'till text not null',
        'public_key text not null',
        'status text not null',
        'replaces text',
        'enrolled_at bigint not null',
        'last_seen_at bigint not null',
        'skew bigint not null',
        'forked_at bigint',
        'announced_seq integer not null',
        'waiting integer not null',
        'app_version text not null',
        'last_change integer not null',
        'sealing_key text',
      ],
      chains: [
        'id text primary key',
        'store text',
        'closed integer not null',
        'expected integer not null',
        'head text',
      ],
      events: [
        'chain text not null',
        'seq integer not null',
        'hash text not null',
        'id text not null',
        'beside integer not null',
        'status text not null',
        'reason text',
        'type text',
        'jws text',
        'received_at bigint not null',
        'earliest bigint',
        'primary key (chain, seq, hash)',
      ],
      disclosures: [
        'event text not null',
        'contact_point text not null references contact_points (id)',
        'sealed text not null',
        'primary key (event, contact_point)',
      ],
      lost: [
        'chain text not null',
        'first_seq integer not null',
        'last_seq integer not null',
        'booked_at bigint not null',
        'primary key (chain, first_seq)',
      ],
      acknowledgements: [
        'hash text primary key',
        'device text not null',
        'request text not null',
        'jws text not null',
        'received_at bigint not null',
      ],
      contact_points: ['id text primary key', 'kind text not null', 'value text'],
      tombstones: ['hash text primary key', 'at bigint not null', 'stops text not null'],
      key_destructions: ['contact_point text primary key'],
      audit: [
        'id text primary key',
        'at bigint not null',
        'actor text not null',
        'action text not null',
        'subject text not null',
      ],
      grants: [
        'event text not null',
        'question text not null',
        'contact_point text not null references contact_points (id)',
        'purpose text not null',
        'channel text not null',
        'asks_confirmation integer not null',
        'store text not null',
        'device text',
        'locale text not null',
        'config_digest text not null',
        'captured_at bigint not null',
        'status text not null',
        'status_at bigint not null',
        'lapses_at bigint',
        ...custody,
        'primary key (event, question)',
      ],
      stops: [
        'event_hash text not null',
        'contact_point text not null references contact_points (id)',
        'kind text not null',
        'purpose text',
        'channel text',
        'cause text',
        ...custody,
      ],
      resolutions: [
        'event text not null',
        'question text not null',
        'kind text not null',
        ...custody,
        'primary key (event, question, kind)',
      ],
      tokens: [
        'hash text primary key',
        'kind text not null',
        'contact_point text references contact_points (id)',
        'event text',
        'answers text not null',
        'expires_at bigint not null',
      ],
      jobs: [
        'id text primary key',
        'kind text not null',
        'key text not null',
        'state text not null',
        'run_at bigint not null',
        'attempts integer not null',
        'last_error text',
        'created_at bigint not null',
      ],
      mails: [
        'job text not null',
        'contact_point text not null references contact_points (id)',
        'device text',
        'store text not null',
        'sent_at bigint not null',
      ],
      device_changes: [
        'device text not null',
        'number integer not null',
        'event text not null',
        'question text not null',
        'change text not null',
        'primary key (device, number)',
      ],
    };
    for (const [name, columns] of Object.entries(tables))
      await sql.raw(`create table ${name} (${columns.join(', ')})`).execute(db);

    const indexes = [
      // Uniqueness is the database's word, not a look before the insert (B2, B4).
      'create unique index events_place on events (chain, seq) where beside = 0',
      `create unique index events_id on events (id) where status in ('accepted', 'erased')`,
      // one stop per question refused, and one per cause and contact point that it reaches (D8)
      `create unique index stops_event on stops (event_hash, contact_point, coalesce(purpose, ''), coalesce(channel, ''))`,
      'create unique index stops_cause on stops (cause, contact_point) where cause is not null',
      `create unique index jobs_queued on jobs (kind, key) where state = 'queued'`,
      // a query with bound values cannot use the partial index above
      'create index events_by_id on events (id)',
      'create index events_held on events (status, reason)',
      // a store appends to one chain at a time (B12, B13)
      'create unique index chains_open on chains (store) where closed = 0 and store is not null',
      'create index disclosures_contact_point on disclosures (contact_point)',
      'create index acknowledgements_request on acknowledgements (request)',
      'create index acknowledgements_device on acknowledgements (device, received_at)',
      'create index grants_contact_point on grants (contact_point)',
      'create index grants_lapse on grants (status, lapses_at)',
      'create index stops_contact_point on stops (contact_point)',
      'create index tokens_contact_point on tokens (contact_point)',
      'create index jobs_due on jobs (state, run_at)',
      'create index mails_contact_point on mails (contact_point, sent_at)',
      'create index mails_sent_at on mails (sent_at)',
    ];
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};

const inboundMessages: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw('create table inbound_messages (hash text primary key, outcome text not null, received_at bigint not null)')
      .execute(db);
    await sql.raw('create index inbound_messages_received_at on inbound_messages (received_at)').execute(db);
  },
};

const phoneVisits: Migration = {
  async up(db: Kysely<unknown>) {
    const columns = [
      'event text primary key',
      'nonce text unique',
      'store text not null',
      'completed_at bigint not null',
    ];
    await sql.raw(`create table phone_visits (${columns.join(', ')})`).execute(db);
    await sql
      .raw('create index phone_visits_card on phone_visits (store, completed_at) where nonce is null')
      .execute(db);
  },
};

const bounces: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'alter table contact_points add column undeliverable_at bigint',
      'alter table grants add column end_owed_to text',
      'alter table jobs add column waits_for text',
      'create index grants_end_owed_to on grants (end_owed_to)',
      'create table mail_reports (job text not null, event text not null, status text not null, received_at bigint not null, primary key (job, event, status))',
      'create index mail_reports_received_at on mail_reports (received_at)',
    ])
      await sql.raw(statement).execute(db);
  },
};

const disavowals: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('create table disavowals (hash text primary key, at bigint not null)').execute(db);
  },
};

/** What a yes is for, and what bounds it. Until then every yes was to all that its question named. */
const choices: Migration = {
  async up(db: Kysely<unknown>) {
    const custody = 'chain text not null, seq integer not null, earliest bigint, latest bigint not null';
    const contactPoint = 'contact_point text not null references contact_points (id)';
    const frequency = 'frequency_max integer not null, frequency_per text not null';
    for (const statement of [
      `alter table grants add column topics text not null default '[]'`,
      'alter table grants add column frequency_max integer not null default 0',
      `alter table grants add column frequency_per text not null default 'year'`,
      'alter table grants add column page_of text references contact_points (id)',
      'alter table stops add column topics text',
      'alter table stops add column page_of text references contact_points (id)',
      `create table caps (event_hash text primary key, ${contactPoint}, purpose text not null, channel text not null, ${frequency}, page_of text references contact_points (id), ${custody})`,
      `create table restrictions (event_hash text primary key, ${contactPoint}, kind text not null, ${custody})`,
      'create index grants_page_of on grants (page_of)',
      'create index caps_contact_point on caps (contact_point)',
      'create index restrictions_contact_point on restrictions (contact_point)',
    ])
      await sql.raw(statement).execute(db);

    const configs = await sql<{ digest: string; body: string }>`select digest, body from configs`.execute(db);
    for (const { digest, body } of configs.rows)
      for (const { id, topics, frequency } of (JSON.parse(body) as ShopConfig).questions)
        await sql`update grants set topics = ${JSON.stringify(topics.map((topic) => topic.id))},
          frequency_max = ${frequency.max}, frequency_per = ${frequency.per}
          where config_digest = ${digest} and question = ${id}`.execute(db);
  },
};

const publications: Migration = {
  async up(db: Kysely<unknown>) {
    const columns = [
      'number integer primary key',
      'digest text not null references configs (digest)',
      'published_at bigint not null',
      'author text not null',
    ];
    await sql.raw(`create table publications (${columns.join(', ')})`).execute(db);
    await sql
      .raw(
        `insert into publications (number, digest, published_at, author)
         select row_number() over (order by published_at), digest, published_at, 'unknown' from configs`,
      )
      .execute(db);
    await sql.raw('alter table configs drop column published_at').execute(db);
  },
};

const uses: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [
      'create table api_keys (id text primary key, name text not null, hash text not null, created_at bigint not null, last_used_at bigint, revoked_at bigint)',
      'create unique index api_keys_name on api_keys (name) where revoked_at is null',
      'create table activities (contact_point text primary key references contact_points (id), kind text not null, at bigint not null, known_at bigint not null)',
      'alter table audit add column batch text',
      'create index audit_subject on audit (subject)',
    ])
      await sql.raw(statement).execute(db);
  },
};

export const migrations: Record<string, Migration> = {
  '001-first': first,
  '002-inbound-messages': inboundMessages,
  '003-phone-visits': phoneVisits,
  '004-bounces': bounces,
  '005-disavowals': disavowals,
  '006-choices': choices,
  '007-publications': publications,
  '008-business-days': businessDays,
  '009-uses': uses,
};
