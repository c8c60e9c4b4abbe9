import { expect, it } from 'vitest';
import { createTestBackEnd } from '../testing/back-end.ts';
import { getConfig, listPublications, mustGetCurrentConfig, publishConfig } from './config.ts';

it('knows only what its own database has published', async () => {
  const [one, other] = [await createTestBackEnd(), await createTestBackEnd()];
  const config = structuredClone(one.config);
  config.farewell = { fr: 'chez l’un', en: 'at one' };
  const digest = await one.publish(config);
  expect(await getConfig(one.store, digest)).toEqual(config);
  expect(await getConfig(other.store, digest)).toBeUndefined();
});

it('forgets what was published in a transaction that failed', async () => {
  const { store, config, configDigest } = await createTestBackEnd();
  const next = structuredClone(config);
  next.farewell = { fr: 'jamais', en: 'never' };
  let digest = '';
  const failing = store.transaction(async (tx) => {
    digest = await publishConfig(tx, next, 'operator:test');
    expect(await getConfig(tx, digest)).toEqual(next);
    throw new Error('after all not');
  });
  await expect(failing).rejects.toThrow('after all not');
  expect(await getConfig(store, digest)).toBeUndefined();
  expect((await mustGetCurrentConfig(store)).digest).toBe(configDigest);
});

it('takes the config that was published last, also when an earlier one was published under a clock a year ahead', async () => {
  const backEnd = await createTestBackEnd();
  const other = structuredClone(backEnd.config);
  other.farewell = { fr: 'à bientôt', en: 'see you soon' };
  backEnd.clock.now += 365 * 86_400_000;
  await backEnd.publish(other);
  backEnd.clock.now -= 365 * 86_400_000;
  await backEnd.publish(backEnd.config);
  expect((await mustGetCurrentConfig(backEnd.store)).digest).toBe(backEnd.configDigest);
});

it('notes each publication with its author, and none of what is current already', async () => {
  const { store, config, configDigest, clock } = await createTestBackEnd();
  const next = { ...config, farewell: { fr: 'à bientôt', en: 'see you soon' } };
  let digest = '';
  for (const [shop, author] of [
    [config, 'operator:ana'],
    [next, 'operator:ana'],
    [config, 'operator:benoit'],
  ] as const)
    digest = await store.transaction((tx) => publishConfig(tx, shop, author));
  expect(digest).toBe(configDigest);
  const publications = await listPublications(store);
  expect(publications.map(({ number, author }) => [number, author])).toEqual([
    [1, 'system:test'],
    [2, 'operator:ana'],
    [3, 'operator:benoit'],
  ]);
  expect(publications[2]).toMatchObject({ digest: configDigest, published_at: clock.now });
});
