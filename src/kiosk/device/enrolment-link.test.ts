// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { readEnrolmentLink, takeEnrolmentLink } from './enrolment-link.ts';

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

it.each(['#enrol=7K2M9QXT&passphrase=un+mot+de+passe', '#passphrase=alone'])(
  'leaves nothing of %j in the address bar, nor a step back to it',
  (fragment) => {
    history.replaceState(null, '', `/kiosk/${fragment}`);
    expect(takeEnrolmentLink(location, history)).toEqual(readEnrolmentLink(fragment));
    expect(location.href).toBe(`${location.origin}/kiosk/`);
    expect(history.length).toBe(1);
    expect(takeEnrolmentLink(location, history)).toBeUndefined();
  },
);
