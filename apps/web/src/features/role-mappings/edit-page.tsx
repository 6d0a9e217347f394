import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Pool } from '@lifeguard/shared/api/pools';
import { danglingMappings, type PoolProvider, poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { type Control, type Resolver, type UseFormGetValues, useWatch } from 'react-hook-form';
import { useParams } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { PoolEditForm } from '#pool/edit/form.tsx';
import { ProtectedAlert } from '#pool/edit/protected-alert.tsx';
import { GapAlert } from '#pool/gap-alert.tsx';
import { usePool } from '#pool/use-pool.ts';
import { usePoolEditor } from '#pool/edit/use-editor.ts';
import { AppLink } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { ClassicFlowAlert } from './classic-flow-alert.tsx';
import styles from './edit-page.module.css';
import {
  fullReason,
  mappingChangesOf,
  mappingDraft,
  type MappingValues,
  mappingValues,
  mappingValuesOf,
  unfinishedMapping,
} from './form.ts';
import { MappingTypeField } from './type-field.tsx';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { kindText, providerName } from '#pool/provider-words.ts';
import { RuleAnalysis } from './rules/analysis-context.tsx';
import { RuleList } from './rules/list.tsx';
import { OutcomeLine, simulatorId } from './simulator/outcome-line.tsx';
import { MappingTrial } from './simulator/simulation-context.tsx';
import { Simulator } from './simulator/simulator.tsx';

/** How the role is chosen for the users of one provider, with a simulator beside it. */
export function Component() {
  const { data: pool } = usePool();
  const { mapping = '' } = useParams();
  // The frame around the tabs shows loading and errors.
  if (pool === undefined) return null;
  if (pool.unreadableMembers.includes('RoleMappings')) return <GapAlert of="roles" />;
  const provider = poolProviders(pool.document).find(({ key }) => key === mapping);
  if (provider === undefined) return <UnknownProvider pool={pool} mappingKey={mapping} />;
  // By key: the form of one provider must not become that of another.
  return <MappingForm key={mapping} latest={pool} provider={provider} />;
}

const finished = zodResolver(mappingValues);
const unfinished = zodResolver(unfinishedMapping);

/** The form asks about all rules, and nothing else, each time a rule is added, moved or removed. */
const resolver: Resolver<MappingValues> = (values, context, options) =>
  (options.names?.join() === 'Rules' ? unfinished : finished)(values, context, options);

function MappingForm({ latest, provider }: { latest: Pool; provider: PoolProvider }) {
  const { key } = provider;
  const userPoolNames = useUserPoolNames();
  const editor = usePoolEditor<MappingValues>({
    latest,
    name: `role-mapping.${key}`,
    shape: mappingDraft,
    valuesOf: (document) => mappingValuesOf(document, key),
    changesOf: (document, values) => mappingChangesOf(document, key, values),
    resolver,
  });
  const { control } = editor.form;
  const { document } = editor.base;
  const isDisabled = editor.editReason !== undefined;
  return (
    <SpaceBetween size="m">
      <Header variant="h2" description={<CopyId value={key} label="key of the mapping" wrap />}>
        {`${kindText(provider)}: ${providerName(provider, userPoolNames)}`}
      </Header>
      <MappingTrial control={control} pool={editor.base} provider={provider}>
        <div className={styles['columns']}>
          <PoolEditForm editor={editor} status={<OutcomeLine />}>
            <ProtectedAlert pool={latest} />
            <DanglingAlert pool={latest} />
            <ClassicFlowAlert document={document} control={control} />
            <RuleAnalysis control={control} pool={editor.base} provider={provider}>
              <SpaceBetween size="l">
                <MappingTypeField
                  control={control}
                  provider={provider}
                  disabled={isDisabled}
                  hasDefault={document.Roles.authenticated !== undefined}
                  fullReason={fullReason(document, key)}
                />
                <RulesIfChosen
                  control={control}
                  getValues={editor.form.getValues}
                  pool={editor.base}
                  provider={provider}
                  disabled={isDisabled}
                />
              </SpaceBetween>
            </RuleAnalysis>
          </PoolEditForm>
          <div id={simulatorId} className={styles['simulator']}>
            <Simulator pool={editor.base} provider={provider} />
          </div>
        </div>
      </MappingTrial>
    </SpaceBetween>
  );
}

interface RulesProps {
  control: Control<MappingValues>;
  getValues: UseFormGetValues<MappingValues>;
  pool: Pool;
  provider: PoolProvider;
  disabled: boolean;
}

function RulesIfChosen(props: RulesProps) {
  const type = useWatch({ control: props.control, name: 'Type' });
  return type === 'Rules' && <RuleList {...props} />;
}

function DanglingAlert({ pool }: { pool: Pool }) {
  const { id } = useConnection();
  if (danglingMappings(pool.document).length === 0) return null;
  return (
    <Alert type="warning" header="AWS will refuse this save">
      The pool has role mappings of providers that it no longer has, and AWS takes no change of roles while there is
      one. <AppLink href={paths.poolRoleMappings(id, pool.document.IdentityPoolId)}>Remove them first</AppLink>
    </Alert>
  );
}

function UnknownProvider({ pool, mappingKey }: { pool: Pool; mappingKey: string }) {
  const { id } = useConnection();
  const isDangling = danglingMappings(pool.document).includes(mappingKey);
  return (
    <Alert
      type={isDangling ? 'warning' : 'error'}
      header={isDangling ? 'The provider of this mapping is gone' : 'The pool has no such provider'}
    >
      <SpaceBetween size="xs">
        <div>
          {isDangling
            ? 'The pool has a mapping with this key but no provider of that name, so the mapping has no effect and can only be removed.'
            : 'Role mappings belong to providers of the pool, and none of them has this key. Was the provider removed, or its client changed?'}
        </div>
        <CopyId value={mappingKey} label="key of the mapping" wrap />
        <AppLink href={paths.poolRoleMappings(id, pool.document.IdentityPoolId)}>All role mappings</AppLink>
      </SpaceBetween>
    </Alert>
  );
}
