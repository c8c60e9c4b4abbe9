// Where the shop is: somebody who wants to write on paper can.
import type { Check } from './check.ts';

export const placeCheck: Check = {
  needs: ['controller', 'stores'],
  *find({ controller, stores }) {
    const places = [
      { path: 'controller.address', address: controller.address },
      ...stores.map(({ address }, i) => ({ path: `stores.${i}.address`, address })),
    ];
    // every postal code of the EEA has digits; an e-mail address or a website is no place
    for (const { path, address } of places)
      if (!/\d/.test(address) || /@|https?:|^www\./.test(address)) yield { rule: 'postal-address', path, details: {} };
  },
};
