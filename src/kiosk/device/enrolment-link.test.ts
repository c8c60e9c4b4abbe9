import { expect, it } from 'vitest';
import { readEnrolmentLink } from './enrolment-link.ts';

it.each([
  ['#enrol=7K2M-9QXT', { code: '7K2M-9QXT' }],
  ['https://shop.example/kiosk/#enrol=7K2M9QXT', { code: '7K2M9QXT' }],
  ['#enrol=7K2M9QXT&passphrase=un+mot+de+passe', { code: '7K2M9QXT', passphrase: 'un mot de passe' }],
  [' 7K2M-9QXT ', { code: '7K2M-9QXT' }],
  ['#passphrase=alone', undefined],
  ['#', undefined],
  ['', undefined],
])('reads %j as %j', (text, link) => {
  expect(readEnrolmentLink(text)).toEqual(link && { passphrase: undefined, ...link });
});
