import Alert from '@cloudscape-design/components/alert';

const gaps = {
  roles: {
    header: "The roles can't be read",
    call: 'GetIdentityPoolRoles',
    unknown: 'which roles and role mappings the pool has',
  },
  attributes: {
    header: "The attributes can't be read",
    call: 'GetPrincipalTagAttributeMap',
    unknown: 'which claims become tags',
  },
};

/** In the place of what can't be read of a pool, while the rest of it can. */
export function GapAlert({ of }: { of: keyof typeof gaps }) {
  const { header, call, unknown } = gaps[of];
  return (
    <Alert type="warning" header={header}>
      AWS did not let the credentials of this connection call {call} for this pool, or does not know that call there, so
      it is not known {unknown}, and nothing can be changed here. Ask for cognito-identity:{call}, then reload.
    </Alert>
  );
}
