import { expect, it } from 'vitest';
import { findRecourse } from './recourse.ts';
import { channels } from './shop-config.ts';

it('has a means for every electronic channel in France, and the authority', () => {
  const { authority, reports } = findRecourse('FR');
  expect(authority.name).toBe('CNIL');
  for (const channel of channels.filter((one) => one !== 'post'))
    expect(reports.filter((means) => means.channels.includes(channel))).toHaveLength(1);
});

it('names an authority anywhere', () => {
  expect(findRecourse('PT').authority.url).toMatch(/^https:/);
});
