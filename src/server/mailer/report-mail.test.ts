import { expect, it } from 'vitest';
import { readReportMail } from './report-mail.ts';
import { bouncedMail, complaintMail } from './testing/report-mails.ts';

const ID = '<1f0c7f8e-55cb-4f53-9d0b-2b4f9a5d8a11@choix.example>';

it.each(['5.1.1', '5.7.1', '4.4.7'])('reads %s in a delivery report, and the mail it is about', (status) => {
  expect(readReportMail(bouncedMail(ID, status))).toEqual({ event: 'bounce', messageId: ID, status });
});

it('reads it whatever ends the lines, and where a field is folded', () => {
  const report = bouncedMail(ID, '5.1.1');
  for (const raw of [report.replaceAll('\r\n', '\n'), report.replace(`Message-ID: ${ID}`, `Message-ID:\r\n ${ID}`)])
    expect(readReportMail(raw)).toEqual({ event: 'bounce', messageId: ID, status: '5.1.1' });
});

it('reads a complaint', () => {
  expect(readReportMail(complaintMail(ID, 'abuse'))).toEqual({ event: 'complaint', messageId: ID });
});

it.each([
  ['a letter', `From: a@exemple.fr\r\nMessage-ID: ${ID}\r\nStatus: 5.1.1\r\n\r\nBonjour`],
  ['a report that all went well', bouncedMail(ID, '2.0.0')],
  ['a report that names no mail', bouncedMail(ID, '5.1.1').replace(`Message-ID: ${ID}\r\n`, '')],
  ['a reader who says that it is no spam', complaintMail(ID, 'not-spam')],
  ['nothing', ''],
])('makes nothing of %s', (_what, raw) => {
  expect(readReportMail(raw)).toBeUndefined();
});
