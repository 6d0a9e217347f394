import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { TextField } from '#ui/form/text-field.tsx';
import type { ProviderFieldsProps } from './provider-fields.tsx';

/** The name under which a server of one's own vouches for its users. It can be set once. */
export function DeveloperFields({ control, previous, disabled }: ProviderFieldsProps) {
  const isSet = previous !== undefined;
  return (
    <SpaceBetween size="l">
      <Alert type={isSet ? 'info' : 'warning'}>
        {isSet
          ? 'AWS never lets the developer provider name of a pool be changed or removed. Another name needs another pool.'
          : 'Once it is saved, the name can never be changed and never be removed: another name needs another pool, with new identities. Be sure of it before you save.'}
      </Alert>
      <TextField
        control={control}
        name="developerName"
        label="Developer provider name"
        description="Your server gives it in GetOpenIdTokenForDeveloperIdentity, as the key in Logins."
        constraintText="1 to 128 letters, digits and . _ -, for example login.example.com"
        placeholder="login.example.com"
        disabled={disabled || isSet}
      />
    </SpaceBetween>
  );
}
