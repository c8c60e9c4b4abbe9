// @vitest-environment jsdom
// Letters: told of, agreed to with a postal address, objected to, and stopped by the same address.
import '@testing-library/jest-dom/vitest';
import { cleanup, configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookshop, bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { App } from './app.tsx';
import { createFakeKiosk, type FakeKiosk } from './testing/fake-kiosk.ts';

configure({ asyncUtilTimeout: 15_000 });

const letters = bookshopOfAllKinds.questions.filter(({ channel }) => channel === 'post');
const shop: ShopConfig = { ...bookshop, schema: 2, questions: [...bookshop.questions.slice(0, 1), ...letters] };

let kiosk: FakeKiosk;
beforeEach(() => {
  kiosk = createFakeKiosk({ config: shop });
  render(<App kiosk={kiosk} />);
});
afterEach(cleanup);

const user = userEvent.setup();
const tap = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const title = (name: string) => screen.findByRole('heading', { level: 1, name });
const line = (name: string) => screen.findByRole('textbox', { name });
const choose = async (half: string, about: RegExp) =>
  user.click(within(await screen.findByRole('radiogroup', { name: about })).getByRole('radio', { name: half }));

async function agree(): Promise<void> {
  await tap('English');
  await choose('No', /by e.mail/);
  await tap('Continue');
  await choose('That’s fine', /two book fairs/);
  await tap('Continue');
  await title('Your postal address');
}

async function fill(): Promise<void> {
  await user.type(await line('First and last name'), 'Camille Morel');
  await user.type(await line('Number and street'), '12 rue de l’Église');
  await user.type(await line('Postcode'), '44000');
  await user.type(await line('Town'), 'Nantes');
}

describe('who has nothing against letters', () => {
  it('gives an address in lines, reads it back, and leaves it with the answer', async () => {
    await agree();
    expect(await line('First and last name')).toHaveFocus();
    await fill();
    await tap('Continue');
    await title('You told us:');
    expect(screen.getByText('Camille Morel, 12 rue de l’Église, 44000 Nantes')).toBeInTheDocument();
    await tap('Confirm');
    await title('Noted');
    expect(screen.getByText(/hear from us by post, nothing else/)).toBeInTheDocument();
    expect(kiosk.answers[0]?.contacts).toEqual([
      { kind: 'postal', value: 'Camille Morel\n12 rue de l’Église\n44000 Nantes' },
    ]);
  });

  it('types on the keys of the screen, which go from line to line', async () => {
    await agree();
    const keys = screen.getByRole('region', { name: 'Keyboard' });
    const press = async (...names: string[]) => {
      for (const name of names) await user.click(within(keys).getByRole('button', { name }));
    };
    await press('Z', 'O', 'É', 'Space', 'M', 'Next', '3', 'Space', 'D', "'", 'Next', 'B', 'Erase', 'Next');
    expect(await line('First and last name')).toHaveValue('ZOÉ M');
    expect(await line('Number and street')).toHaveValue("3 D'");
    expect(await line('Flat or building, if any')).toHaveValue('');
    expect(await line('Postcode')).toHaveFocus();
  });

  it('is told which line is missing, and led to it', async () => {
    await agree();
    await user.type(await line('First and last name'), 'Camille Morel');
    await tap('Continue');
    expect(await screen.findByText('The street is missing.')).toBeInTheDocument();
    expect(await line('Number and street')).toHaveFocus();
    expect(await line('Number and street')).toHaveAttribute('aria-invalid', 'true');
    await tap(/^Change language/);
    expect(screen.getByText('Il manque la rue.')).toBeInTheDocument();
  });

  it('finds every line again on the way back and from the review', async () => {
    await agree();
    await fill();
    await user.type(await line('Flat or building, if any'), 'Bât. B');
    await tap('Back');
    await title('Unless you object…');
    await tap('Continue');
    expect(await line('Flat or building, if any')).toHaveValue('Bât. B');
    await tap('Continue');
    await tap('Change my postal address');
    expect(await line('Town')).toHaveValue('Nantes');
    expect(await line('Postcode')).toHaveValue('44000');
  });

  it('is suggested nothing that anybody typed', async () => {
    await agree();
    for (const field of screen.getAllByRole('textbox')) {
      expect(field).toHaveAttribute('autocomplete', 'off');
      expect(field).toHaveAttribute('inputmode', 'none');
    }
  });
});

it('who objects is asked for no address', async () => {
  await tap('English');
  await choose('No', /by e.mail/);
  await tap('Continue');
  await choose('I object', /two book fairs/);
  await tap('Confirm');
  await title('Noted');
  expect(kiosk.answers[0]).toMatchObject({ contacts: [] });
});

it('letters end by the address that they come to', async () => {
  await tap('English');
  await choose('No', /by e.mail/);
  await tap('Continue');
  await choose('I object', /two book fairs/);
  await tap('Confirm');
  await tap('I had said yes before: stop');
  // the shorter way to all
  expect(await line('Your e-mail address')).toBeInTheDocument();
  await user.click(await screen.findByRole('radio', { name: 'Post' }));
  await fill();
  await tap('Stop');
  await title('Noted');
  expect(kiosk.stops).toMatchObject([
    {
      scope: { purpose: 'marketing', channel: 'post' },
      contact: { kind: 'postal', value: 'Camille Morel\n12 rue de l’Église\n44000 Nantes' },
    },
  ]);
});
