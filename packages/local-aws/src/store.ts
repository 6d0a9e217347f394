import type { SqliteFile } from '@lifeguard/sqlite/file';

import { EventStore } from './cloudtrail/store/events.ts';
import { clear, openSqlite } from './sqlite/open.ts';
import { OidcProviderStore } from './iam/store/oidc-providers.ts';
import { IamRoleStore } from './iam/store/roles.ts';
import { SamlProviderStore } from './iam/store/saml-providers.ts';
import { IdentityStore } from './cognito-identity/store/identities.ts';
import { LoginStore } from './cognito-identity/store/logins.ts';
import { LoginTokenStore } from './cognito-identity/store/login-tokens.ts';
import { PoolStore } from './cognito-identity/store/pools.ts';
import { PrincipalTagStore } from './cognito-identity/store/principal-tags.ts';
import { SessionStore } from './sts/store/sessions.ts';
import { SigningKeyStore } from './cognito-identity/store/signing-keys.ts';
import { UserPoolStore } from './cognito-idp/store/user-pools.ts';

const purgeChunk = 2000;

/** The tables of the local AWS, by subject. */
export class Store {
  readonly #sqlite: SqliteFile;
  readonly pools: PoolStore;
  readonly identities: IdentityStore;
  readonly logins: LoginStore;
  readonly principalTags: PrincipalTagStore;
  readonly loginTokens: LoginTokenStore;
  readonly signingKeys: SigningKeyStore;
  readonly sessions: SessionStore;
  readonly iamRoles: IamRoleStore;
  readonly oidcProviders: OidcProviderStore;
  readonly samlProviders: SamlProviderStore;
  readonly userPools: UserPoolStore;
  readonly events: EventStore;
  #purging: NodeJS.Immediate | undefined;

  constructor(dataDir?: string) {
    this.#sqlite = openSqlite(dataDir);
    this.pools = new PoolStore(this.#sqlite);
    this.identities = new IdentityStore(this.#sqlite);
    this.logins = new LoginStore(this.#sqlite);
    this.principalTags = new PrincipalTagStore(this.#sqlite);
    this.loginTokens = new LoginTokenStore(this.#sqlite);
    this.signingKeys = new SigningKeyStore(this.#sqlite);
    this.sessions = new SessionStore(this.#sqlite);
    this.iamRoles = new IamRoleStore(this.#sqlite);
    this.oidcProviders = new OidcProviderStore(this.#sqlite);
    this.samlProviders = new SamlProviderStore(this.#sqlite);
    this.userPools = new UserPoolStore(this.#sqlite);
    this.events = new EventStore(this.#sqlite);
    this.purgeSoon();
  }

  transaction<T>(work: () => T): T {
    return this.#sqlite.transaction(work);
  }

  /** Removes what deleted pools left behind in small steps between requests, as a pool may hold a million identities. */
  purgeSoon(): void {
    this.#purging ??= setImmediate(() => {
      this.#purging = undefined;
      if (this.pools.purge(purgeChunk)) this.purgeSoon();
    });
  }

  clear(): void {
    clear(this.#sqlite);
  }

  close(): void {
    clearImmediate(this.#purging);
    this.#sqlite.close();
  }
}
