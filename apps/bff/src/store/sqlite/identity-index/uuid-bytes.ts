const uuidPattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** The 16 bytes of an identity's UUID. @throws Error if it is no identity of the pool's region: nothing is stored half. */
export function bytesOf(poolId: string, identityId: string): Buffer {
  const region = `${regionOf(poolId)}:`;
  const uuid = identityId.slice(region.length);
  if (!identityId.startsWith(region) || !uuidPattern.test(uuid))
    throw new Error(`AWS named an identity in a way that this version does not know: ${identityId.slice(0, 100)}`);
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

export function identityIdOf(poolId: string, bytes: Uint8Array): string {
  return `${regionOf(poolId)}:${formatUuid(bytes)}`;
}

/**
 * The ids that begin so, as first and last UUID; undefined where none can.
 * @param prefix the beginning of an identity id, or of its UUID alone
 */
export function prefixBounds(poolId: string, prefix: string): { first: Buffer; last: Buffer } | undefined {
  const region = `${regionOf(poolId)}:`;
  if (prefix.includes(':') && !prefix.startsWith(region)) return undefined;
  const start = prefix.startsWith(region) ? prefix.slice(region.length) : prefix;
  const digits = start.replaceAll('-', '');
  const first = Buffer.from(digits.padEnd(32, '0'), 'hex');
  if (first.length !== 16 || !formatUuid(first).startsWith(start)) return undefined;
  return { first, last: Buffer.from(digits.padEnd(32, 'f'), 'hex') };
}

function formatUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Not the one of shared, which would load every schema of ids into this thread. */
function regionOf(poolId: string): string {
  return poolId.slice(0, poolId.indexOf(':'));
}
