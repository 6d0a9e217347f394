/** A filter under a name; the filter itself as JSON, which whoever reads it parses. */
export interface StoredFilter {
  readonly id: string;
  readonly name: string;
  readonly filter: string;
}

/** Filters of identities that people have saved, for all pools. Every method throws a StoreError where it can't be used. */
export interface SavedFilters {
  /** In the order in which they were first saved. */
  list(): Promise<readonly StoredFilter[]>;
  /** False: there is no room for another one. */
  save(filter: StoredFilter): Promise<boolean>;
  /** False: there is none with this id. */
  remove(id: string): Promise<boolean>;
}
