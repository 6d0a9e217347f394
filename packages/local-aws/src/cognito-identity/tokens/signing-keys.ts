import { createPublicKey, type KeyObject } from 'node:crypto';

import { exportPKCS8, generateKeyPair, importPKCS8 } from 'jose';

import type { Store } from '../../store.ts';

/** An RSA key that signs tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: KeyObject;
  readonly privatePem: string;
}

const known = new WeakMap<Store, Map<string, Promise<SigningKey>>>();

/** The key of that name: made when it is first asked for, and kept with the data from then on. */
export function signingKey(store: Store, name: string, algorithm: 'RS256' | 'RS512'): Promise<SigningKey> {
  let keys = known.get(store);
  if (keys === undefined) known.set(store, (keys = new Map<string, Promise<SigningKey>>()));
  // The promise is kept, not the key: two first calls at once must not make two keys.
  let key = keys.get(name);
  if (key === undefined) keys.set(name, (key = findOrMake(store, name, algorithm)));
  return key;
}

async function findOrMake(store: Store, name: string, algorithm: 'RS256' | 'RS512'): Promise<SigningKey> {
  let privatePem = store.signingKeys.find(name);
  if (privatePem === undefined) {
    const pair = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true });
    privatePem = await exportPKCS8(pair.privateKey);
    store.signingKeys.insert(name, privatePem);
  }
  const privateKey = await importPKCS8(privatePem, algorithm);
  return { kid: name.slice(name.indexOf('/') + 1), privateKey, publicKey: createPublicKey(privatePem), privatePem };
}
