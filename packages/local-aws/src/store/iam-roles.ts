import { type StoredRole, storedRoleShape } from '../iam/shapes.ts';
import { validate } from '../protocol/validation.ts';
import type { Database } from './database.ts';

/** IAM roles: global, their names unique whatever the case of their letters. */
export class IamRoleStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(role: StoredRole): void {
    this.#database.run(
      'INSERT INTO iam_roles (name, arn, role) VALUES (?, ?, ?)',
      role.RoleName,
      role.Arn,
      JSON.stringify(role),
    );
  }

  find(name: string): StoredRole | undefined {
    const row = this.#database.get<{ role: string }>('SELECT role FROM iam_roles WHERE name = ?', name);
    return row === undefined ? undefined : roleOf(row);
  }

  existsArn(arn: string): boolean {
    return this.#database.get('SELECT 1 FROM iam_roles WHERE arn = ?', arn) !== undefined;
  }

  /** Roles whose name comes after `after`, by name. */
  list(after: string, limit: number): StoredRole[] {
    return this.#database
      .all<{ role: string }>('SELECT role FROM iam_roles WHERE name > ? ORDER BY name LIMIT ?', after, limit)
      .map(roleOf);
  }

  remove(name: string): void {
    this.#database.run('DELETE FROM iam_roles WHERE name = ?', name);
  }
}

function roleOf(row: { readonly role: string }): StoredRole {
  return validate(storedRoleShape, JSON.parse(row.role) as unknown);
}
