import type { SqliteFile } from '@lifeguard/sqlite/file';

import { type StoredRole, storedRoleShape } from '../shapes.ts';
import { validate } from '../../protocol/validation.ts';

/** IAM roles with their inline policies: global, the names of the roles unique whatever the case of their letters. */
export class IamRoleStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  insert(role: StoredRole): void {
    this.#sqlite.run(
      'INSERT INTO iam_roles (name, arn, role) VALUES (?, ?, ?)',
      role.RoleName,
      role.Arn,
      JSON.stringify(role),
    );
  }

  find(name: string): StoredRole | undefined {
    const row = this.#sqlite.get<{ role: string }>('SELECT role FROM iam_roles WHERE name = ?', name);
    return row === undefined ? undefined : roleOf(row);
  }

  findArn(arn: string): StoredRole | undefined {
    const row = this.#sqlite.get<{ role: string }>('SELECT role FROM iam_roles WHERE arn = ?', arn);
    return row === undefined ? undefined : roleOf(row);
  }

  existsArn(arn: string): boolean {
    return this.#sqlite.get('SELECT 1 FROM iam_roles WHERE arn = ?', arn) !== undefined;
  }

  /** Roles whose name comes after `after`, by name. */
  list(after: string, limit: number): StoredRole[] {
    return this.#sqlite
      .all<{ role: string }>('SELECT role FROM iam_roles WHERE name > ? ORDER BY name LIMIT ?', after, limit)
      .map(roleOf);
  }

  /** Stores the role anew. Its name and ARN are what it is found by: they never change. */
  update(role: StoredRole): void {
    this.#sqlite.run('UPDATE iam_roles SET role = ? WHERE arn = ?', JSON.stringify(role), role.Arn);
  }

  /** Removes the role with its inline policies. */
  remove(name: string): void {
    this.#sqlite.run('DELETE FROM iam_roles WHERE name = ?', name);
  }

  /** Adds an inline policy to the role, or replaces the one of that name. */
  putPolicy(arn: string, name: string, document: string): void {
    this.#sqlite.run(
      `INSERT INTO iam_role_policies (role_pk, name, document) SELECT pk, ?, ? FROM iam_roles WHERE arn = ?
       ON CONFLICT (role_pk, name) DO UPDATE SET document = excluded.document`,
      name,
      document,
      arn,
    );
  }

  /** The JSON text of an inline policy. */
  policy(arn: string, name: string): string | undefined {
    return this.#sqlite.get<{ document: string }>(
      'SELECT document FROM iam_role_policies WHERE name = ? AND role_pk = (SELECT pk FROM iam_roles WHERE arn = ?)',
      name,
      arn,
    )?.document;
  }

  /** The names of the role's inline policies, in their order. */
  policyNames(arn: string): string[] {
    return this.#policies(arn).map(({ name }) => name);
  }

  /** The JSON texts of the role's inline policies, in the order of their names; none when the role is gone. */
  policiesOfArn(arn: string): string[] {
    return this.#policies(arn).map(({ document }) => document);
  }

  /** Answers whether the role had the policy. */
  removePolicy(arn: string, name: string): boolean {
    const { changes } = this.#sqlite.run(
      'DELETE FROM iam_role_policies WHERE name = ? AND role_pk = (SELECT pk FROM iam_roles WHERE arn = ?)',
      name,
      arn,
    );
    return changes > 0;
  }

  #policies(arn: string): { name: string; document: string }[] {
    return this.#sqlite.all(
      `SELECT name, document FROM iam_role_policies
       WHERE role_pk = (SELECT pk FROM iam_roles WHERE arn = ?) ORDER BY name`,
      arn,
    );
  }
}

function roleOf(row: { readonly role: string }): StoredRole {
  return validate(storedRoleShape, JSON.parse(row.role) as unknown);
}
