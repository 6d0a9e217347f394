import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { type Control, useController, useWatch } from 'react-hook-form';
import type { MappingValues } from './form.ts';

interface MappingTypeFieldProps {
  control: Control<MappingValues>;
  provider: PoolProvider;
  disabled: boolean;
  /** Whether the pool has an authenticated role to fall back to. */
  hasDefault: boolean;
  /** Why no mapping can be added. */
  fullReason: string | undefined;
}

/** Where the role comes from, and what happens when that gives none. */
export function MappingTypeField({ control, provider, disabled, hasDefault, fullReason }: MappingTypeFieldProps) {
  const {
    field: { ref, ...field },
  } = useController({ control, name: 'Type' });
  return (
    <Container header={<Header variant="h2">Choice of the role</Header>}>
      <SpaceBetween size="l">
        <FormField label="Users of this provider get" description={fullReason}>
          <RadioGroup
            ref={ref}
            name={field.name}
            value={field.value}
            onChange={({ detail }) => field.onChange(detail.value)}
            items={[
              { value: 'Default', label: 'The default role', description: defaultText(provider, hasDefault), disabled },
              {
                value: 'Rules',
                label: 'A role chosen by rules',
                description:
                  'Rules look at the claims of the token, one after the other. The first that matches decides.',
                disabled: disabled || fullReason !== undefined,
              },
              {
                value: 'Token',
                label: 'The role that the token names',
                description: tokenText(provider),
                disabled: disabled || fullReason !== undefined,
              },
            ]}
          />
        </FormField>
        <AmbiguousField control={control} disabled={disabled} hasDefault={hasDefault} />
      </SpaceBetween>
    </Container>
  );
}

function AmbiguousField({
  control,
  disabled,
  hasDefault,
}: Pick<MappingTypeFieldProps, 'control' | 'disabled' | 'hasDefault'>) {
  const type = useWatch({ control, name: 'Type' });
  const {
    field: { ref, ...field },
  } = useController({ control, name: 'AmbiguousRoleResolution' });
  if (type === 'Default') return null;
  return (
    <FormField
      label={type === 'Rules' ? 'If no rule matches' : 'If the token names no role, or several and prefers none'}
      description="AWS calls this AmbiguousRoleResolution."
    >
      <RadioGroup
        ref={ref}
        name={field.name}
        value={field.value}
        onChange={({ detail }) => field.onChange(detail.value)}
        items={[
          {
            value: 'Deny',
            label: 'Refuse',
            description: 'The user gets no credentials.',
            disabled,
          },
          {
            value: 'AuthenticatedRole',
            label: 'Use the authenticated role',
            description: hasDefault
              ? 'The default role of everybody who has signed in.'
              : 'The pool has none, so the user gets no credentials.',
            disabled,
          },
        ]}
      />
    </FormField>
  );
}

function defaultText({ kind }: PoolProvider, hasDefault: boolean): string {
  const text =
    kind === 'saml'
      ? 'No mapping: the role of the assertion’s Role attribute, or without it the authenticated role of the pool.'
      : 'No mapping: the authenticated role of the pool.';
  return hasDefault ? text : `${text} The pool has none, so that gives no credentials.`;
}

function tokenText({ kind }: PoolProvider): string {
  const text = 'The claim cognito:preferred_role, or the only entry of cognito:roles.';
  return kind === 'user-pool'
    ? `${text} User pools fill them from the roles of the user’s groups.`
    : `${text} Only user pools send these by themselves.`;
}
