import {
  type ChainKey,
  type Checkpoint,
  checkpointOperation,
  genesis,
  hashAfter,
  type Head,
  isHeadOf,
  type SealedEntry,
  segmentOperation,
  type SegmentStart,
} from './chain.ts';

/** What a log can be read with, whatever keeps it. */
export interface LogReader {
  head(): Promise<Head | undefined>;
  /** The newest entry of this operation. */
  newest(operation: string): Promise<SealedEntry | undefined>;
  /** The entries from `seq` on, in order, at most `limit`. */
  from(seq: number, limit: number): Promise<readonly SealedEntry[]>;
}

/**
 * - `changed`: the entry is not what was written there
 * - `missing`: there is no entry of this number
 * - `other_key`: written with a key that is not at hand
 * - `head`: what is kept of the end of the log is not what was written
 * - `break`: here the log had to begin anew, as its end was not what was written
 * - `not_as_noted`: the entry is another one than was noted of it
 */
export type Badness = 'changed' | 'missing' | 'other_key' | 'head' | 'break' | 'not_as_noted';

export interface FirstBad {
  readonly seq: number;
  readonly reason: Badness;
}

/** A place of the chain. */
export interface Place {
  readonly seq: number;
  readonly hash: string;
}

export interface Verdict {
  /** How many entries are as they were written, from the first one that is kept on. */
  readonly entries: number;
  /** The number of the first one that is kept. */
  readonly first: number;
  /** The last entry that is as it was written. */
  readonly head: Place | undefined;
  readonly firstBad: FirstBad | undefined;
}

export interface VerifyOptions {
  readonly keys: readonly ChainKey[];
  /** A head that somebody has noted earlier. One that retention took away can't be compared. */
  readonly noted?: Place | undefined;
  /** Between two reads: gives others their turn. */
  readonly pause?: () => Promise<void>;
}

const chunk = 2000;

/** Reads the whole log in order, and says what is the first entry that is not as it was written. */
export async function verifyLog(reader: LogReader, options: VerifyOptions): Promise<Verdict> {
  const head = await reader.head();
  if (head === undefined) return withoutHead(reader, options.noted);
  const verdict = await verifyFrom(reader, head, options);
  // Retention may have taken away what was to be read next.
  const isAgain = verdict.firstBad !== undefined && (await reader.head())?.keptFrom !== head.keptFrom;
  return isAgain ? verifyLog(reader, options) : verdict;
}

async function verifyFrom(reader: LogReader, first: Head, { keys, noted, pause }: VerifyOptions): Promise<Verdict> {
  const keyOf = (id: string | undefined) => keys.find((key) => key.id === id);
  const begin = await beginning(reader, first);
  let head = first;
  let { keyId } = begin;
  let last: Place = { seq: begin.seq - 1, hash: begin.hash };
  const verdict = (firstBad?: FirstBad): Verdict => ({
    entries: last.seq - begin.seq + 1,
    first: begin.seq,
    head: last.seq < begin.seq ? undefined : last,
    firstBad,
  });
  const bad = (reason: Badness, seq = last.seq + 1) => verdict({ seq, reason });
  if (noted?.seq === last.seq && noted.hash !== last.hash) return bad('not_as_noted', noted.seq);
  const read = (seq: number) => {
    const rows = reader.from(seq, chunk);
    // Nobody may wait for it: where it fails, whoever does hears of it.
    rows.catch(() => undefined);
    return rows;
  };
  for (let ahead = read(begin.seq); ; ) {
    const rows = await ahead;
    // A database looks for the next ones while these are checked.
    ahead = read(last.seq + 1 + rows.length);
    for (const row of rows) {
      if (row.seq !== last.seq + 1) return bad('missing');
      // Written since the head was read; else by somebody who has no head to go with it.
      if (row.seq > head.seq) head = (await reader.head()) ?? head;
      if (row.seq > head.seq) return bad('changed');
      const segment = segmentOf(row);
      keyId = segment?.keyId ?? keyId;
      const key = keyOf(keyId);
      if (key === undefined) return bad('other_key');
      if (hashAfter(key, last.hash, row.text) !== row.hash) return bad('changed');
      if (segment?.reason === 'broken') return bad('break');
      if (noted?.seq === row.seq && noted.hash !== row.hash) return bad('not_as_noted');
      last = { seq: row.seq, hash: row.hash };
    }
    // More may have been written since the head was read.
    if (rows.length === 0 || (rows.length < chunk && last.seq >= head.seq)) break;
    await pause?.();
  }
  if (last.seq < head.seq || (noted !== undefined && last.seq < noted.seq)) return bad('missing');
  const key = keyOf(head.keyId);
  if (key === undefined || head.keyId !== keyId || !isHeadOf(key, head) || head.hash !== last.hash) {
    return bad('head', head.seq);
  }
  return verdict();
}

async function withoutHead(reader: LogReader, noted: Place | undefined): Promise<Verdict> {
  const [row] = await reader.from(0, 1);
  const nothing = { entries: 0, first: 1, head: undefined };
  if (row !== undefined) return { ...nothing, firstBad: { seq: row.seq, reason: 'head' } };
  return { ...nothing, firstBad: noted === undefined ? undefined : { seq: 1, reason: 'missing' } };
}

/** The number of the first entry that is kept, the hash before it, and its key where it does not say so itself. */
async function beginning(reader: LogReader, { keptFrom }: Head) {
  if (keptFrom === 1) return { seq: 1, hash: genesis, keyId: undefined };
  const row = await reader.newest(checkpointOperation);
  const checkpoint = row === undefined ? undefined : paramsOf<Checkpoint>(row, checkpointOperation);
  // Without its checkpoint nothing fits before the first entry.
  return { seq: keptFrom, hash: checkpoint?.lastHash ?? '', keyId: checkpoint?.keyId };
}

function segmentOf(row: SealedEntry): Partial<SegmentStart> | undefined {
  // Almost no entry is one: they are not all parsed.
  return row.text.includes(`"${segmentOperation}"`) ? paramsOf<SegmentStart>(row, segmentOperation) : undefined;
}

/** Its hash says whether it is what was written. */
function paramsOf<Params>({ text }: SealedEntry, operation: string): Partial<Params> | undefined {
  try {
    const entry = JSON.parse(text) as { operation?: string; params?: Partial<Params> };
    return entry.operation === operation ? entry.params : undefined;
  } catch {
    return undefined;
  }
}
