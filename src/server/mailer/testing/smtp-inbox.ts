// A real SMTP server on this machine, for tests: it receives mail and can be told to misbehave.
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

interface SmtpReply {
  readonly at: 'sender' | 'recipient' | 'data';
  readonly code: number;
}

export type SmtpBehaviour =
  | 'accept'
  | SmtpReply
  /** Greets, then never answers. */
  | 'silent'
  /** Takes the whole message, then drops the connection without a reply. */
  | 'hang-up-after-data'
  /** Takes the whole message and never replies. */
  | 'silent-after-data';

export interface SmtpInbox {
  readonly url: string;
  /** Everything that arrived whole, whatever was replied. */
  readonly mails: readonly ParsedMail[];
  /** The same, byte for byte. */
  readonly raws: readonly Buffer[];
  /** Envelope recipients, in the order of `mails`. */
  readonly recipients: readonly string[][];
  behave(behaviour: SmtpBehaviour): void;
  stop(): Promise<void>;
}

export async function startSmtpInbox(initial: SmtpBehaviour = 'accept'): Promise<SmtpInbox> {
  let behaviour = initial;
  const mails: ParsedMail[] = [];
  const raws: Buffer[] = [];
  const recipients: string[][] = [];
  const connections = new Set<{ destroy(): void }>();

  const replyAt = (at: SmtpReply['at']): Error | undefined =>
    typeof behaviour === 'object' && behaviour.at === at
      ? Object.assign(new Error('camille@exemple.fr is not welcome'), { responseCode: behaviour.code })
      : undefined;

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onMailFrom(_address, _session, done) {
      if (behaviour !== 'silent') done(replyAt('sender'));
    },
    onRcptTo: (_address, _session, done) => done(replyAt('recipient')),
    onData(stream, session, done) {
      readWhole(stream).then(async (raw) => {
        mails.push(await simpleParser(raw));
        raws.push(raw);
        recipients.push(session.envelope.rcptTo.map(({ address }) => address));
        if (behaviour === 'hang-up-after-data') for (const connection of connections) connection.destroy();
        else if (behaviour !== 'silent-after-data') done(replyAt('data'));
      }, done);
    },
  });
  server.on('error', () => {}); // a connection cut on purpose
  server.server.on('connection', (socket) => connections.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    raws,
    recipients,
    behave(next) {
      behaviour = next;
    },
    async stop() {
      for (const connection of connections) connection.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readWhole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
