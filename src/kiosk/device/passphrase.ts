// The closing passphrase as it counts: é is one letter, however the keyboard put it together.

const MINIMUM = 10;

export function normalizePassphrase(typed: string): string {
  return typed.normalize('NFC');
}

export function isLongEnough(typed: string): boolean {
  return [...normalizePassphrase(typed)].length >= MINIMUM;
}
