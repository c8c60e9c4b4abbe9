// EU law by itself: for member states that have no table here, and for what a table leaves to it. Where the directive lets each
// state choose, the stricter choice stands; national law may ask for more (the days and hours of calls, for one).
import type { Jurisdiction } from './rule.ts';
import { cnilRetention, ePrivacy, gdpr } from './source.ts';

const national = 'National law may ask for more, or for less: to be checked by counsel in each country.';

export const eu: Jurisdiction = {
  rules: [
    {
      id: 'eu-electronic-prospect',
      uses: ['email', 'sms'],
      customer: false,
      regime: 'opt-in',
      legalBasis: 'consent',
      conditions: ['sender-named-in-each-message', 'objection-in-each-message'],
      sources: [ePrivacy('art. 13(1)')],
      doubt: national,
    },
    {
      id: 'eu-electronic-customer',
      uses: ['email', 'sms'],
      customer: true,
      regime: 'soft-opt-in',
      legalBasis: 'legitimate-interest',
      conditions: ['real-sale', 'own-similar-products', 'told-at-collection', 'objection-in-each-message'],
      sources: [ePrivacy('art. 13(2)')],
      doubt: national,
    },
    {
      id: 'eu-automated',
      uses: ['automated-call', 'fax'],
      regime: 'opt-in',
      legalBasis: 'consent',
      conditions: ['sender-named-in-each-message'],
      sources: [ePrivacy('art. 13(1)')],
      doubt: national,
    },
    {
      id: 'eu-phone',
      uses: ['phone'],
      regime: 'opt-in',
      legalBasis: 'consent',
      conditions: ['proof-by-the-trader'],
      sources: [ePrivacy('art. 13(3)'), gdpr('art. 7(1)')],
      doubt: national,
    },
    {
      id: 'eu-post',
      uses: ['post'],
      regime: 'opt-out',
      legalBasis: 'legitimate-interest',
      conditions: ['told-at-collection', 'objection-in-each-message'],
      sources: [gdpr('art. 6(1)(f) and 21(2), recital 47')],
      doubt: national,
    },
    {
      id: 'eu-partner-transfer',
      uses: ['partner-transfer'],
      regime: 'separate-opt-in',
      legalBasis: 'consent',
      conditions: ['partner-named', 'proof-by-the-trader'],
      sources: [gdpr('art. 6(1)(a) and 7'), ePrivacy('art. 13(1)')],
    },
    {
      id: 'eu-loyalty',
      uses: ['loyalty'],
      regime: 'contract',
      legalBasis: 'contract',
      conditions: ['own-act-of-joining'],
      sources: [gdpr('art. 6(1)(b)')],
      doubt: 'The contract is our default; the basis of a loyalty programme is set by counsel.',
    },
    {
      id: 'eu-profiling',
      uses: ['profiling'],
      regime: 'separate-opt-in',
      legalBasis: 'consent',
      conditions: [],
      sources: [gdpr('art. 4(4), 6(1)(a) and 21(2)')],
      doubt: 'A legitimate interest may do for a plain segmentation; we take the stricter.',
    },
    {
      id: 'eu-open-tracking',
      uses: ['open-tracking'],
      regime: 'separate-opt-in',
      legalBasis: 'consent',
      conditions: ['exemptions-apply'],
      sources: [ePrivacy('art. 5(3)')],
      doubt: national,
    },
  ],
  clocks: {
    // no law of the Union names a number; the French one stands in until the shop's counsel has named another
    use: { years: 3, source: cnilRetention },
    proof: { years: 5, from: 'end', source: gdpr('art. 5(1)(e) and 7(1)') },
  },
};
