import { randomInt } from 'node:crypto';

const lowerCase = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

/** `us-east-1_aB3dE6gH9` */
export function newUserPoolId(region: string): string {
  return `${region}_${random(9, lowerCase + lowerCase.toUpperCase() + digits)}`;
}

/** 26 lower-case letters and digits. */
export function newClientId(): string {
  return random(26, lowerCase + digits);
}

/** 52 lower-case letters and digits. */
export function newClientSecret(): string {
  return random(52, lowerCase + digits);
}

function random(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
