import { storeName, type StoreName, type StoreReason } from '@lifeguard/shared/api/storage';

import type { Clock } from '@lifeguard/aws/client/clock';
import type { Log } from '../log/log.ts';
import { StoreError } from './trouble.ts';

/** Milliseconds between two tries whether a store that had failed works again. */
const defaultProbeMs = 5000;

interface Trouble {
  readonly store: StoreName;
  readonly reason: StoreReason;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/**
 * Which stores can't be used now, and why. A store says so itself where it fails; from then on it is tried every few
 * seconds, until it works again.
 */
export class StorageHealth {
  readonly #parts: { readonly clock: Clock; readonly log: Log; readonly probeMs: number };
  readonly #probes: Partial<Record<StoreName, () => Promise<void> | void>> = {};
  readonly #troubles = new Map<StoreName, Trouble>();
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({ clock, log, probeMs = defaultProbeMs }: { clock: Clock; log: Log; probeMs?: number | undefined }) {
    this.#parts = { clock, log, probeMs };
  }

  /** `probe` throws while the store can't be written. */
  watch(store: StoreName, probe: () => Promise<void> | void): void {
    this.#probes[store] = probe;
  }

  readonly failed = (error: StoreError): void => {
    const { store, reason, message } = error;
    if (this.#isClosed) return;
    const known = this.#troubles.get(store);
    if (known?.reason !== reason) {
      this.#parts.log.error('a store fails', { store, reason }, error);
      this.#troubles.set(store, { store, reason, message, since: known?.since ?? this.#parts.clock.now() });
    }
    this.#timer ??= setTimeout(() => void this.#probeAll(), this.#parts.probeMs).unref();
  };

  get troubles(): readonly Trouble[] {
    return [...this.#troubles.values()];
  }

  /** Called whenever a store works again. */
  onRecovered(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** The store was mended. */
  recovered(store: StoreName): void {
    if (!this.#troubles.delete(store)) return;
    this.#parts.log.info('a store works again', { store });
    for (const listener of this.#listeners) listener();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #probeAll(): Promise<void> {
    for (const store of storeName.options) {
      if (this.#troubles.has(store)) await this.#probe(store);
    }
    this.#timer = undefined;
    if (this.#isClosed || this.#troubles.size === 0) return;
    this.#timer = setTimeout(() => void this.#probeAll(), this.#parts.probeMs).unref();
  }

  async #probe(store: StoreName): Promise<void> {
    // What is damaged stays so, even where there is a page that can still be written.
    if (this.#troubles.get(store)?.reason === 'damaged') return;
    try {
      await this.#probes[store]?.();
      this.recovered(store);
    } catch (error) {
      if (!(error instanceof StoreError)) this.#parts.log.error('a store could not be tried', { store }, error);
    }
  }
}
