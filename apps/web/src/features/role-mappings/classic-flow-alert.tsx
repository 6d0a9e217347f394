import Alert from '@cloudscape-design/components/alert';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { type Control, useWatch } from 'react-hook-form';
import type { MappingValues } from './form.ts';

/** Said before the first mapping of a pool whose apps may use the classic flow. */
export function ClassicFlowAlert({ document, control }: { document: PoolDocument; control: Control<MappingValues> }) {
  const type = useWatch({ control, name: 'Type' });
  const isFirst = Object.keys(document.RoleMappings).length === 0;
  if (document.AllowClassicFlow === false || !isFirst || type === 'Default') return null;
  return (
    <Alert type="warning" header="Apps that use the classic flow will stop working">
      This pool allows the basic (classic) flow. AWS refuses it as long as a pool has any role mapping: apps must use
      the enhanced flow (GetCredentialsForIdentity).
    </Alert>
  );
}
