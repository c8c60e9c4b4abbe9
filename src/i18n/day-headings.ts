// What stands above the columns of a day's file for Excel. The files for machines keep the names of the fields.
import type { DayRow, HeldRow } from '#domain/day-row.ts';
import type { Language } from '#domain/shop-config.ts';

export type DayColumn = keyof DayRow | keyof HeldRow;

export const dayHeadings: Record<Language, Readonly<Record<DayColumn, string>>> = {
  fr: {
    ...{ businessDay: 'Jour', capturedAt: 'Heure', timeZone: 'Fuseau horaire', store: 'Magasin', till: 'Caisse' },
    ...{ device: 'Tablette', chain: 'Chaîne', seq: 'Numéro', event: 'Événement', type: 'Nature' },
    ...{ collector: 'Répondu par', locale: 'Langue', question: 'Question', purpose: 'Finalité', channel: 'Canal' },
    ...{ answer: 'Réponse', topics: 'Sujets', regime: 'Régime' },
    ...{ email: 'E-mail', phone: 'Téléphone', postal: 'Adresse postale' },
    ...{
      noticeDigest: 'Notice (empreinte)',
      hash: 'Empreinte',
      status: 'État',
      asOf: 'État au',
      state: 'État',
      reason: 'Motif',
    },
  },
  en: {
    ...{ businessDay: 'Day', capturedAt: 'Time', timeZone: 'Time zone', store: 'Store', till: 'Till' },
    ...{ device: 'Tablet', chain: 'Chain', seq: 'Number', event: 'Event', type: 'Kind' },
    ...{ collector: 'Answered by', locale: 'Language', question: 'Question', purpose: 'Purpose', channel: 'Channel' },
    ...{ answer: 'Answer', topics: 'Topics', regime: 'Regime' },
    ...{ email: 'E-mail', phone: 'Phone', postal: 'Postal address' },
    ...{
      noticeDigest: 'Notice (digest)',
      hash: 'Digest',
      status: 'Status',
      asOf: 'Status at',
      state: 'Status',
      reason: 'Reason',
    },
  },
};
