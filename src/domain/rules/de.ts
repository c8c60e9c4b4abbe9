// Germany. Section 7 UWG protects whoever is addressed, firms too; what is not here is EU law alone.
import type { Jurisdiction } from './rule.ts';
import { cnilRetention, gdpr, germanTrackers, uwg } from './source.ts';

const unreasonable = uwg('7(2) no. 2', '7');
const toCustomers = uwg('7(3)', '7');
const calls = uwg('7(2) no. 1', '7');
const proofOfCalls = uwg('7a', '7a');

export const de: Jurisdiction = {
  rules: [
    {
      id: 'de-electronic-prospect',
      uses: ['email', 'sms'],
      customer: false,
      regime: 'opt-in',
      legalBasis: 'consent',
      conditions: ['sender-named-in-each-message', 'objection-in-each-message'],
      sources: [unreasonable],
      doubt: 'Courts want a confirmation from the mailbox as proof of whose address it is; no article says so.',
    },
    {
      id: 'de-electronic-customer',
      uses: ['email', 'sms'],
      customer: true,
      regime: 'soft-opt-in',
      legalBasis: 'legitimate-interest',
      conditions: ['real-sale', 'own-similar-products', 'told-at-collection', 'objection-in-each-message'],
      sources: [toCustomers],
    },
    {
      id: 'de-automated',
      uses: ['automated-call', 'fax'],
      regime: 'opt-in',
      legalBasis: 'consent',
      conditions: ['sender-named-in-each-message'],
      sources: [unreasonable],
    },
    {
      id: 'de-phone-consumer',
      uses: ['phone'],
      audience: 'consumer',
      regime: 'opt-in',
      legalBasis: 'consent',
      conditions: ['proof-by-the-trader'],
      sources: [calls, proofOfCalls],
      proof: { years: 5, from: 'grant-and-each-use', source: proofOfCalls },
    },
    {
      id: 'de-phone-professional',
      uses: ['phone'],
      audience: 'professional',
      regime: 'opt-in',
      legalBasis: 'consent',
      conditions: ['about-their-job'],
      sources: [calls],
      doubt: 'A presumed consent may do between firms. We do not presume.',
    },
    {
      id: 'de-post',
      uses: ['post'],
      regime: 'opt-out',
      legalBasis: 'legitimate-interest',
      conditions: ['told-at-collection', 'objection-in-each-message'],
      sources: [gdpr('art. 6(1)(f) and 21(2), recital 47'), uwg('7(1)', '7')],
    },
    {
      id: 'de-open-tracking',
      uses: ['open-tracking'],
      regime: 'separate-opt-in',
      legalBasis: 'consent',
      conditions: ['exemptions-apply'],
      sources: [germanTrackers],
    },
  ],
  clocks: {
    use: { years: 3, source: cnilRetention },
    proof: { years: 5, from: 'end', source: proofOfCalls },
  },
};
