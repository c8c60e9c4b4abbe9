// What somebody has asked for, in one line, on their page and in our answer.
import type { Right } from '#domain/rights-request.ts';
import type { Language } from '#domain/shop-config.ts';

const lines: Readonly<Record<Language, Readonly<Record<Right, (day: string) => string>>>> = {
  fr: {
    access: (day) => `Accès à vos données, demandé le ${day}`,
    rectification: (day) => `Correction, demandée le ${day}`,
    erasure: (day) => `Effacement, demandé le ${day}`,
    restriction: (day) => `Gel de vos données, demandé le ${day}`,
    lifting: (day) => `Levée du gel, demandée le ${day}`,
    objection: (day) => `Opposition, reçue le ${day}`,
    portability: (day) => `Copie de vos données, demandée le ${day}`,
    complaint: (day) => `Votre message du ${day}`,
  },
  en: {
    access: (day) => `Access to your data, asked for on ${day}`,
    rectification: (day) => `Correction, asked for on ${day}`,
    erasure: (day) => `Erasure, asked for on ${day}`,
    restriction: (day) => `Freezing your data, asked for on ${day}`,
    lifting: (day) => `Unfreezing your data, asked for on ${day}`,
    objection: (day) => `Objection, received on ${day}`,
    portability: (day) => `A copy of your data, asked for on ${day}`,
    complaint: (day) => `Your message of ${day}`,
  },
};

/** @param day as people read it */
export const sayRequest = (kind: Right, day: string, language: Language): string => lines[language][kind](day);
