// The environment, read once and nowhere else. Every problem is reported in one message.
import { join } from 'node:path';
import { z } from 'zod';

const HOST_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;

const shape = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4173),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  /** The keys of contact data, signing and sealing; `keys.sqlite` in DATA_DIR without it. */
  KEY_STORE: z.string().optional(),
  /** 32 random bytes in base64url, the newest first, separated by commas: they wrap what the key store holds. */
  MASTER_KEY: z.string().optional(),
  /** The same in a file, one a line; `master.key` in DATA_DIR without it, made at the first start. */
  MASTER_KEY_FILE: z.string().optional(),
  /** The log of what people ended (B13): where a restored backup does not reach. `acts.log` in DATA_DIR without it. */
  ACT_LOG: z.string().optional(),
  /** Proof of what is used no more. `archive.sqlite` in DATA_DIR without it. */
  ARCHIVE: z.string().optional(),
  /** What opens the archive: made with it, read by the operator's `archive` commands alone. `archive.key` in DATA_DIR without it. */
  ARCHIVE_KEY_FILE: z.string().optional(),
  /** Origin under which shoppers' phones and mailboxes reach this server. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Without it, mails go to the file mailbox in DATA_DIR. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().optional(),
  /** Shared with the SMS provider, who signs what people text us with it; without it nothing is taken. */
  SMS_WEBHOOK_SECRET: z.string().min(32, 'is too short: 32 characters at least').optional(),
  /** Shared with who tells us what became of our mails; without it nothing is taken. */
  MAIL_WEBHOOK_SECRET: z.string().min(32, 'is too short: 32 characters at least').optional(),
  /** RSA, PEM: signs outgoing mails (RFC 6376). Goes before the file. */
  DKIM_PRIVATE_KEY: z.string().optional(),
  DKIM_PRIVATE_KEY_FILE: z.string().optional(),
  DKIM_DOMAIN: z.string().regex(HOST_NAME, 'is not a domain such as shop.example').optional(),
  DKIM_SELECTOR: z.string().regex(HOST_NAME, 'is not a selector such as kiosk1').optional(),
  /** Path of a shop config; the sample shop without it. */
  SHOP_CONFIG: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  NODE_ENV: z.string().default('development'),
});

const schema = shape.superRefine((env, context) => {
  const dkim = {
    DKIM_DOMAIN: env.DKIM_DOMAIN,
    DKIM_SELECTOR: env.DKIM_SELECTOR,
    DKIM_PRIVATE_KEY_FILE: env.DKIM_PRIVATE_KEY ?? env.DKIM_PRIVATE_KEY_FILE,
  };
  const missing = Object.entries(dkim).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length < Object.keys(dkim).length)
    for (const name of missing)
      context.addIssue({ code: 'custom', path: [name], message: 'is missing: DKIM takes domain, selector and key' });
  if (env.NODE_ENV !== 'production') return;
  for (const name of ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL', 'SHOP_CONFIG'] as const)
    if (env[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'is needed in production' });
  if (env.MASTER_KEY === undefined && env.MASTER_KEY_FILE === undefined)
    context.addIssue({
      code: 'custom',
      path: ['MASTER_KEY_FILE'],
      message: 'or MASTER_KEY is needed in production: kept apart from the data, and from its backups',
    });
});

export interface Environment {
  readonly port: number;
  readonly host: string;
  readonly dataDirectory: string;
  readonly keyStorePath: string;
  /** Goes before the file. */
  readonly masterKey: string | undefined;
  readonly masterKeyPath: string;
  readonly actLogPath: string;
  readonly archivePath: string;
  readonly archiveKeyPath: string;
  readonly publicUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Null: mails are not signed here. */
  readonly dkim: {
    readonly domain: string;
    readonly selector: string;
    /** Goes before the file. */
    readonly key: string | undefined;
    readonly keyPath: string | undefined;
  } | null;
  readonly smsWebhookSecret: string | null;
  readonly mailWebhookSecret: string | null;
  readonly shopConfigPath: string | undefined;
  readonly logLevel: string;
  readonly isProduction: boolean;
  /** The mailbox can be read in the browser in development only, and only when mails go to files. */
  readonly showMailbox: boolean;
}

const SAMPLE_SENDER = 'Librairie du Canal <bonjour@librairieducanal.example>';

/** @throws Error that lists every variable that is wrong */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  // an empty variable is one that is not set
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not right:\n${lines.join('\n')}`);
  }
  const value = result.data;
  return {
    port: value.PORT,
    host: value.HOST,
    dataDirectory: value.DATA_DIR,
    keyStorePath: value.KEY_STORE ?? join(value.DATA_DIR, 'keys.sqlite'),
    masterKey: value.MASTER_KEY,
    masterKeyPath: value.MASTER_KEY_FILE ?? join(value.DATA_DIR, 'master.key'),
    actLogPath: value.ACT_LOG ?? join(value.DATA_DIR, 'acts.log'),
    archivePath: value.ARCHIVE ?? join(value.DATA_DIR, 'archive.sqlite'),
    archiveKeyPath: value.ARCHIVE_KEY_FILE ?? join(value.DATA_DIR, 'archive.key'),
    publicUrl: value.PUBLIC_URL && new URL(value.PUBLIC_URL).origin,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM ?? SAMPLE_SENDER,
    dkim:
      value.DKIM_DOMAIN !== undefined && value.DKIM_SELECTOR !== undefined
        ? {
            ...{ domain: value.DKIM_DOMAIN, selector: value.DKIM_SELECTOR },
            ...{ key: value.DKIM_PRIVATE_KEY, keyPath: value.DKIM_PRIVATE_KEY_FILE },
          }
        : null,
    smsWebhookSecret: value.SMS_WEBHOOK_SECRET ?? null,
    mailWebhookSecret: value.MAIL_WEBHOOK_SECRET ?? null,
    shopConfigPath: value.SHOP_CONFIG,
    logLevel: value.LOG_LEVEL,
    isProduction: value.NODE_ENV === 'production',
    showMailbox: value.NODE_ENV !== 'production' && value.SMTP_URL === undefined,
  };
}
