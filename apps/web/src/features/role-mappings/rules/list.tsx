import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import List from '@cloudscape-design/components/list';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { maxMappingRules } from '@lifeguard/shared/aws/role-mapping';
import { memo, useRef, useState } from 'react';
import { type Control, useFieldArray, useFormState, type UseFormGetValues } from 'react-hook-form';
import { emptyRule, type MappingValues } from '../form.ts';
import { movedItem } from './moved-item.ts';
import styles from './card.module.css';
import { RuleCard, RuleColumns, type RuleMove } from './card.tsx';

interface RuleListProps {
  control: Control<MappingValues>;
  getValues: UseFormGetValues<MappingValues>;
  pool: Pool;
  provider: PoolProvider;
  disabled: boolean;
}

const movedText = (from: number, to: number, total: number) => `Rule ${from} is now rule ${to} of ${total}.`;

const i18nStrings = {
  dragHandleAriaLabel: 'Drag rule',
  dragHandleAriaDescription:
    'Press Space or Enter to pick the rule up, the arrow keys to move it, Space or Enter to drop it, Escape to leave it where it was.',
  liveAnnouncementDndStarted: (position: number, total: number) => `Picked up rule ${position} of ${total}.`,
  liveAnnouncementDndItemReordered: (from: number, to: number, total: number) =>
    from === to ? `Back at position ${to} of ${total}.` : `Now at position ${to} of ${total}.`,
  liveAnnouncementDndItemCommitted: (from: number, to: number) =>
    from === to ? `Rule ${from} stays where it was.` : `Rule ${from} is now rule ${to}.`,
  liveAnnouncementDndDiscarded: 'The order is as it was.',
};

/** The rules of a mapping in the order in which they are tried. Not rendered with the form: 25 rules take their time. */
export const RuleList = memo(function RuleList({ control, getValues, pool, provider, disabled }: RuleListProps) {
  const { fields, append, insert, move, remove } = useFieldArray({ control, name: 'Rules' });
  const [moved, setMoved] = useState<{ id: string; direction: RuleMove; text: string }>();
  const addButton = useRef<ButtonProps.Ref>(null);
  const count = fields.length;
  const addReason = disabled
    ? 'The mapping can’t be changed now.'
    : count >= maxMappingRules
      ? `AWS takes at most ${maxMappingRules} rules for a provider. For more groups than that, let the token name the role.`
      : undefined;

  function handleMove(index: number, direction: RuleMove) {
    const target = direction === 'up' ? index - 1 : index + 1;
    move(index, target);
    setMoved({ id: fields[index]?.id ?? '', direction, text: movedText(index + 1, target + 1, count) });
  }

  function handleSorted(ids: readonly string[]) {
    const step = movedItem(
      fields.map(({ id }) => id),
      ids,
    );
    if (step !== undefined) move(step.from, step.to);
  }

  function handleRemove(index: number) {
    remove(index);
    setMoved(undefined);
    // The button that was pressed is gone with its rule.
    addButton.current?.focus();
  }

  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${count} of ${maxMappingRules})`}
          description="Tried from top to bottom; the first rule that matches decides. Comparison is exact: upper and lower case differ, and there are no wildcards."
        >
          Rules
        </Header>
      }
    >
      <SpaceBetween size="m">
        {count === 0 && <Box color="text-body-secondary">No rules yet.</Box>}
        <fieldset disabled={disabled} aria-label="Rules" className={styles['rules']}>
          <div className={styles['list']}>
            {count > 0 && <RuleColumns />}
            <List
              ariaLabel="Rules in order"
              sortable
              sortDisabled={disabled || count < 2}
              items={fields}
              i18nStrings={i18nStrings}
              onSortingChange={({ detail }) => handleSorted(detail.items.map(({ id }) => id))}
              renderItem={(field) => {
                const index = fields.findIndex(({ id }) => id === field.id);
                return {
                  id: field.id,
                  announcementLabel: `rule ${index + 1}`,
                  content: (
                    <RuleCard
                      control={control}
                      pool={pool}
                      provider={provider}
                      index={index}
                      isLast={index === count - 1}
                      disabled={disabled}
                      fullReason={addReason}
                      lastMove={moved?.id === field.id ? moved : undefined}
                      onMove={(direction) => handleMove(index, direction)}
                      onDuplicate={() => insert(index + 1, getValues(`Rules.${index}`))}
                      onRemove={() => handleRemove(index)}
                    />
                  ),
                };
              }}
            />
          </div>
        </fieldset>
        <Button
          ref={addButton}
          formAction="none"
          iconName="add-plus"
          disabled={addReason !== undefined}
          disabledReason={addReason ?? ''}
          onClick={() => append(emptyRule)}
        >
          Add rule
        </Button>
        <ListError control={control} />
        <LiveRegion hidden>{moved?.text}</LiveRegion>
      </SpaceBetween>
    </Container>
  );
});

/** What is wrong with the list as a whole. By itself, because every letter may change the errors of a form. */
function ListError({ control }: Pick<RuleListProps, 'control'>) {
  const { errors } = useFormState({ control, name: 'Rules' });
  const message = errors.Rules?.root?.message ?? errors.Rules?.message;
  return message !== undefined && <Alert type="error">{message}</Alert>;
}
