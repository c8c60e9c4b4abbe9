// What a person has to be told before they answer (GDPR 13). A section of the notice says which of it stands there; the publish gate
// asks for all of it. The number to text STOP to is added to every notice by itself.

export const noticeParts = [
  /** 13(1)(a): who is responsible, with a postal address. */
  'controller',
  /** 13(1)(b): whom to write to about data: the data protection officer where there is one. */
  'data-contact',
  /** 13(1)(c) */
  'purposes',
  /** 13(1)(c) */
  'legal-basis',
  /** 13(1)(e) */
  'recipients',
  /** 13(1)(f): outside the EU, or that there are none. */
  'transfers',
  /** 13(2)(a) */
  'retention',
  /** 13(2)(b): each right by its name, and how to use it. */
  ...(['access', 'rectification', 'erasure', 'restriction', 'objection', 'portability'] as const),
  /** 13(2)(c): at any time, and how. */
  'withdrawal',
  /** 13(2)(d) */
  'complaint',
  /** 13(2)(e): that nothing has to be answered, and what follows from a no. */
  'optional',
  /** 13(2)(f): that there are none, or what they are. */
  'automated-decisions',
  /** France, Code de la consommation, L. 223-2: where a number is asked for. */
  'calls-need-consent',
  /** 13(1)(c), where a postal address is asked for: what letters come of it. */
  'postal-address',
] as const;
export type NoticePart = (typeof noticeParts)[number];
