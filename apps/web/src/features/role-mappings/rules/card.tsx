import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { useEffect, useRef } from 'react';
import type { Control } from 'react-hook-form';
import { RoleField } from '#pool/roles/field.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { ClaimField } from './claim-field.tsx';
import type { MappingValues } from '../form.ts';
import { MatchTypeField } from './match-type-field.tsx';
import styles from './card.module.css';
import { RuleRemarks } from './remarks.tsx';
import { wantedTrust } from './wanted-trust.ts';

export type RuleMove = 'up' | 'down';

interface RuleCardProps {
  control: Control<MappingValues>;
  pool: Pool;
  provider: PoolProvider;
  index: number;
  isLast: boolean;
  disabled: boolean;
  /** Why no rule can be added. */
  fullReason: string | undefined;
  /** How the rule was moved just now: the button for it keeps the focus. */
  lastMove: { readonly direction: RuleMove } | undefined;
  onMove: (direction: RuleMove) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

/** One rule with what can be done with it. */
export function RuleCard(props: RuleCardProps) {
  const { control, pool, provider, index, disabled } = props;
  const name = `Rule ${index + 1}`;
  return (
    <fieldset className={styles['rule']} aria-label={name}>
      <div className={styles['name']}>
        <span className={styles['label']}>Rule </span>
        {index + 1}
      </div>
      <div className={styles['claim']}>
        <ClaimField
          control={control}
          index={index}
          label={<RuleLabel>Claim</RuleLabel>}
          provider={provider}
          disabled={disabled}
        />
      </div>
      <div className={styles['match']}>
        <MatchTypeField control={control} index={index} label={<RuleLabel>Match type</RuleLabel>} disabled={disabled} />
      </div>
      <div className={styles['value']}>
        <TextField
          control={control}
          name={`Rules.${index}.Value`}
          label={<RuleLabel>Value</RuleLabel>}
          disabled={disabled}
          stretch
        />
      </div>
      <div className={styles['role']}>
        <RoleField
          control={control}
          name={`Rules.${index}.RoleARN`}
          label={<RuleLabel>Role</RuleLabel>}
          wanted={wantedTrust(pool.document, provider)}
        />
      </div>
      <div className={styles['actions']}>
        <RuleActions {...props} name={name} />
      </div>
      <div className={styles['remarks']}>
        <RuleRemarks index={index} />
      </div>
    </fieldset>
  );
}

/** What the fields of the rules are called, once above all of them where there is room for a rule in one line. */
export function RuleColumns() {
  return (
    <div className={styles['columns']} aria-hidden="true">
      <div>Claim</div>
      <div>Match type</div>
      <div>Value</div>
      <div>Role</div>
    </div>
  );
}

function RuleLabel({ children }: { children: string }) {
  return <span className={styles['label']}>{children}</span>;
}

function RuleActions(props: RuleCardProps & { name: string }) {
  const { name, index, isLast, disabled, fullReason, lastMove, onMove, onDuplicate, onRemove } = props;
  const up = useRef<ButtonProps.Ref>(null);
  const down = useRef<ButtonProps.Ref>(null);
  useEffect(() => {
    // The browser drops the focus of what is moved in the page.
    if (lastMove !== undefined) (lastMove.direction === 'up' ? up : down).current?.focus();
  }, [lastMove]);
  return (
    <SpaceBetween direction="horizontal" size="xxs">
      <Button
        ref={up}
        formAction="none"
        variant="icon"
        iconName="angle-up"
        ariaLabel={`Move ${name} up`}
        disabled={disabled || index === 0}
        disabledReason={disabled ? cantChange : 'This rule is the first.'}
        onClick={() => onMove('up')}
      />
      <Button
        ref={down}
        formAction="none"
        variant="icon"
        iconName="angle-down"
        ariaLabel={`Move ${name} down`}
        disabled={disabled || isLast}
        disabledReason={disabled ? cantChange : 'This rule is the last.'}
        onClick={() => onMove('down')}
      />
      <Button
        formAction="none"
        variant="icon"
        iconName="copy"
        ariaLabel={`Duplicate ${name}`}
        disabled={fullReason !== undefined}
        disabledReason={fullReason ?? ''}
        onClick={onDuplicate}
      />
      <Button
        formAction="none"
        variant="icon"
        iconName="remove"
        ariaLabel={`Remove ${name}`}
        disabled={disabled}
        disabledReason={cantChange}
        onClick={onRemove}
      />
    </SpaceBetween>
  );
}

const cantChange = 'The mapping can’t be changed now.';
