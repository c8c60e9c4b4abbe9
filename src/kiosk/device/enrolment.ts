// Makes this tablet a device (A1): a new key, for which the back end gives an identity in exchange for the operator's
// code, and a closing key under the manager's passphrase. All is stored in one transaction: before it nothing is there but
// the key, after it nothing is missing.
import { enrolmentAnswerSchema, toCode } from '#protocol/enrolment.ts';
import { signedTypes, signText } from '#protocol/signature.ts';
import type { Device } from '../journal/db.ts';
import type { Journal } from '../journal/journal.ts';
import type { EnrolmentFailure, EnrolmentInput } from '../kiosk.ts';
import type { Api, ApiFailure } from '../outbox/api.ts';
import { verifyAnswer } from '../outbox/signed-answer.ts';
import { makeClosingKey } from './closing-key.ts';
import { makeDeviceKeys } from './keys.ts';
import { isLongEnough } from './passphrase.ts';
import type { Platform } from './platform.ts';

export interface EnrolmentDeps {
  readonly api: Api;
  readonly journal: Journal;
  readonly platform: Platform;
  readonly appVersion: string;
  /** Of the closing key's wrapping; left out but in tests. */
  readonly iterations?: number | undefined;
}

/**
 * Undefined when it is done. An answer that got lost is no harm: the same code is tried again with the same key, by which
 * the back end knows the tablet. Throws when the journal cannot be used.
 * @param replaced the device whose place the new one takes, once that has handed over everything
 */
export async function enrolDevice(
  { api, journal, platform, appVersion, iterations }: EnrolmentDeps,
  { code: typed, passphrase }: EnrolmentInput,
  replaced?: Device,
): Promise<EnrolmentFailure | undefined> {
  const code = toCode(typed);
  if (code === undefined) return 'code';
  if (!isLongEnough(passphrase)) return 'passphrase';
  if (replaced && (await journal.readTally()).waiting > 0) return 'not-drained';

  const keys = await journal.keysFor(code, makeDeviceKeys);
  const replaces = replaced ? await signReplacement(replaced, keys.kid) : null;
  const asked = JSON.stringify({ code, key: keys.publicKey, appVersion, replaces });
  const request = await signText(asked, signedTypes.enrolment, keys);
  const result = await api.enrol(request);
  if (result.kind === 'failed') return toFailure(result);

  const said = await verifyAnswer(result.value, enrolmentAnswerSchema, request, (answer) => ({
    device: answer.device,
    keys: answer.keys.signing,
  }));
  if (!said) return 'network';
  const { device, store, till, publicUrl, configDigest, keys: backEndKeys, serverTime } = said.answer;
  const config = await api.getConfig(configDigest);
  if (config.kind === 'failed') return 'network';

  const now = platform.now();
  const isStored = await journal.enrol(
    {
      identity: { device, store, till, publicUrl },
      keys,
      closing: await makeClosingKey(passphrase, iterations),
      backEndKeys,
      config: { digest: configDigest, text: config.value },
      word: said,
      skew: serverTime - now,
      at: now,
    },
    replaced?.identity.device ?? null,
  );
  // without a device to replace, another tab was faster, and this tablet is a device all the same
  return isStored || !replaced ? undefined : 'not-drained';
}

function signReplacement({ identity, keys }: Device, newKey: string): Promise<string> {
  return signText(JSON.stringify({ device: identity.device, key: newKey }), signedTypes.replacement, keys);
}

function toFailure({ problem }: ApiFailure): EnrolmentFailure {
  if (problem === 'enrolment-code-invalid') return 'code';
  return problem === 'not-drained' ? 'not-drained' : 'network';
}
