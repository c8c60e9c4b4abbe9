// The environment, read once and nowhere else. Every problem is reported in one message.
import { z } from 'zod';

const shape = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4173),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  /** Origin under which shoppers' phones and mailboxes reach this server. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Without it, mails go to the file mailbox in DATA_DIR. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().optional(),
  /** Path of a shop config; the sample shop without it. */
  SHOP_CONFIG: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  NODE_ENV: z.string().default('development'),
});

const schema = shape.superRefine((env, context) => {
  if (env.NODE_ENV !== 'production') return;
  for (const name of ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL', 'SHOP_CONFIG'] as const)
    if (env[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'is needed in production' });
});

export interface Environment {
  readonly port: number;
  readonly host: string;
  readonly dataDirectory: string;
  readonly publicUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly shopConfigPath: string | undefined;
  readonly logLevel: string;
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
    publicUrl: value.PUBLIC_URL && new URL(value.PUBLIC_URL).origin,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM ?? SAMPLE_SENDER,
    shopConfigPath: value.SHOP_CONFIG,
    logLevel: value.LOG_LEVEL,
    showMailbox: value.NODE_ENV !== 'production' && value.SMTP_URL === undefined,
  };
}
