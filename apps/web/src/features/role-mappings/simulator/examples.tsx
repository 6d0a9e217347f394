import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { useState } from 'react';
import { z } from 'zod';
import { useConnection } from '#api/connection.tsx';
import { useStored } from '#ui/stored.ts';
import styles from './examples.module.css';
import { starterExamples } from './starter-examples.ts';
import type { TrialReading, TrialUser } from './trial-user.ts';

const savedExamples = z.array(z.object({ name: z.string(), claims: z.string() }));

interface SimulatorExamplesProps {
  pool: Pool;
  provider: PoolProvider;
  trial: TrialUser;
  reading: TrialReading;
  onChange: (trial: TrialUser) => void;
}

/** Claims to choose from: some to begin with, and those that somebody has kept in this browser for this pool. */
export function SimulatorExamples({ pool, provider, trial, reading, onChange }: SimulatorExamplesProps) {
  const { id } = useConnection();
  const key = `lifeguard.examples.${id}.${pool.document.IdentityPoolId}`;
  const [saved, storeSaved] = useStored(key, savedExamples, []);
  const [name, setName] = useState<string>();
  const starters = starterExamples(provider);
  const examples = [
    ...starters.map((example) => ({ ...example, id: `starter ${example.name}` })),
    ...saved.map((example) => ({ ...example, id: `saved ${example.name}` })),
  ];
  const options = examples.map((example) => ({ value: example.id, label: example.name }));
  const chosen = examples.find(({ claims }) => claims === trial.claims);
  const isSaved = chosen !== undefined && chosen.id.startsWith('saved ');
  const isTaken = saved.some((example) => example.name === name?.trim());

  function handleSave() {
    if (name === undefined || name.trim() === '') return;
    const others = saved.filter((example) => example.name !== name.trim());
    storeSaved([...others, { name: name.trim(), claims: trial.claims }]);
    setName(undefined);
  }

  if (name !== undefined) {
    return (
      <FormField
        label="Name of the example"
        description="Kept in this browser, for this pool."
        warningText={isTaken && 'The example of this name will be replaced.'}
        stretch
      >
        <div className={styles['row']}>
          <div className={styles['wide']}>
            <Input
              value={name}
              onChange={({ detail }) => setName(detail.value)}
              onKeyDown={({ detail }) => detail.key === 'Enter' && handleSave()}
            />
          </div>
          <Button
            formAction="none"
            disabled={name.trim() === ''}
            disabledReason="Enter a name first."
            onClick={handleSave}
          >
            Keep
          </Button>
          <Button formAction="none" variant="link" onClick={() => setName(undefined)}>
            Cancel
          </Button>
        </div>
      </FormField>
    );
  }
  return (
    <FormField label="Example" stretch>
      <div className={styles['row']}>
        <div className={styles['wide']}>
          <Select
            selectedOption={options.find(({ value }) => value === chosen?.id) ?? null}
            placeholder="Your own claims"
            options={[
              { label: 'To begin with', options: options.slice(0, starters.length) },
              ...(saved.length === 0 ? [] : [{ label: 'Kept by you', options: options.slice(starters.length) }]),
            ]}
            onChange={({ detail }) => {
              const example = examples.find((candidate) => candidate.id === detail.selectedOption.value);
              if (example !== undefined) onChange({ ...trial, claims: example.claims });
            }}
          />
        </div>
        <SpaceBetween direction="horizontal" size="xxs">
          <Button
            formAction="none"
            disabled={reading.state !== 'read' || chosen !== undefined}
            disabledReason={
              chosen === undefined ? 'What can’t be read is not worth keeping.' : 'These claims are an example already.'
            }
            onClick={() => setName('')}
          >
            Keep as example
          </Button>
          {isSaved && (
            <Button
              formAction="none"
              variant="icon"
              iconName="remove"
              ariaLabel={`Delete example ${chosen.name}`}
              onClick={() => storeSaved(saved.filter((example) => example.name !== chosen.name))}
            />
          )}
        </SpaceBetween>
      </div>
    </FormField>
  );
}
