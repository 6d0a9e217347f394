/** What the two engines call the same thing. `end` closes a CREATE TABLE. */
export interface Words {
  readonly engine: 'sqlite' | 'postgres';
  /** 64 bits. */
  readonly int: string;
  readonly bytes: string;
  /** A key that grows with each row. */
  readonly key: string;
  readonly end: string;
}

export const words = {
  sqlite: { engine: 'sqlite', int: 'INTEGER', bytes: 'BLOB', key: 'INTEGER PRIMARY KEY AUTOINCREMENT', end: 'STRICT' },
  postgres: {
    engine: 'postgres',
    int: 'BIGINT',
    bytes: 'BYTEA',
    key: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
    end: '',
  },
} as const satisfies Record<string, Words>;

export type Engine = keyof typeof words;
