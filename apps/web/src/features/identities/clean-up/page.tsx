import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Container from '@cloudscape-design/components/container';
import { type IdentityFilter, isEmptyFilter } from '@lifeguard/shared/identities/filter';
import type { IdentityIndexState } from '@lifeguard/shared/api/identity-index';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { ActiveJobs } from '#job-state/active-jobs.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { CleanUpFound } from './found.tsx';
import { CleanUpForm } from './form.tsx';
import { presetOf, presets } from './presets.ts';
import { useDeletionReason } from '../deletion-reason.ts';
import { formatFilter, parseFilter } from '../filter/url.ts';
import { filterText } from '#job-state/filter-words.ts';
import { IdentityFilterBox } from '../filter/box.tsx';
import { indexQueries } from '../index-queries.ts';
import { AsOf } from '../list/indexed-header.tsx';
import { FilterActions, SavedFilters } from '../filter/saved.tsx';
import { ScanButton } from '../scan-button.tsx';
import { ScanOffer } from '../scan-offer.tsx';

/** Deletes many identities: which, how many and who, then whether only to try. */
export function Component() {
  const { id: connectionId } = useConnection();
  const { poolId = '' } = useParams();
  const { data: index, error, refetch } = useQuery(indexQueries.state({ connectionId, poolId }));
  if (index === undefined) {
    if (error) {
      return (
        <ErrorAlert
          error={error}
          header="What the latest scan found could not be loaded"
          onRetry={() => void refetch()}
        />
      );
    }
    return <Spinner size="large" />;
  }
  return (
    <SpaceBetween size="m">
      <ActiveJobs poolId={poolId} />
      <ScanOffer index={index} poolId={poolId} />
      {index.scan && <CleanUp scan={index.scan} poolId={poolId} />}
    </SpaceBetween>
  );
}

interface CleanUpProps {
  scan: NonNullable<IdentityIndexState['scan']>;
  poolId: string;
}

function CleanUp({ scan, poolId }: CleanUpProps) {
  const { id: connectionId } = useConnection();
  const [search, setSearch] = useSearchParams();
  const filter = parseFilter(search);
  // Nothing is chosen for a person: not even all identities, which an empty filter means elsewhere.
  const isChosen = !isEmptyFilter(filter) || search.get('which') === 'all';
  const sample = useQuery({
    ...indexQueries.list({ connectionId, poolId }, { filter, sort: 'created', cursor: undefined, limit: 10 }),
    placeholderData: keepPreviousData,
    enabled: isChosen,
  });
  const reason = useDeletionReason();
  const total = sample.isPlaceholderData ? undefined : sample.data?.total;
  const choose = (next: IdentityFilter) => setSearch(formatFilter(next));
  return (
    <SpaceBetween size="l">
      {reason !== undefined && (
        <Alert type="info" header="Only a dry run is possible now">
          {reason}
        </Alert>
      )}
      <Container
        header={
          <Header
            variant="h2"
            description={<AsOf scan={scan} />}
            actions={<ScanButton poolId={poolId}>Scan again</ScanButton>}
          >
            1. Which identities
          </Header>
        }
      >
        <SpaceBetween size="m">
          <Choice
            filter={filter}
            isChosen={isChosen}
            onChoose={(next) => (isEmptyFilter(next) ? setSearch({ which: 'all' }) : choose(next))}
          />
          <IdentityFilterBox
            filter={filter}
            logins={scan.logins.map(({ login }) => login)}
            total={total}
            savedFilters={<SavedFilters filter={filter} onChoose={choose} />}
            actions={<FilterActions filter={filter} onChoose={choose} />}
            onChange={choose}
          />
        </SpaceBetween>
      </Container>
      {sample.error && sample.data === undefined && (
        <ErrorAlert
          error={sample.error}
          header="The identities could not be loaded"
          onRetry={() => void sample.refetch()}
        />
      )}
      {isChosen && <CleanUpFound poolId={poolId} filter={filter} total={total} sample={sample.data?.Identities} />}
      {isChosen && total !== undefined && total > 0 && (
        <CleanUpForm
          // By key: what was typed to confirm counts for one filter only.
          key={search.toString()}
          poolId={poolId}
          filter={filter}
          total={total}
          scanFinishedAt={scan.finishedAt}
          sampleIds={sample.data?.Identities.map(({ IdentityId }) => IdentityId) ?? []}
        />
      )}
    </SpaceBetween>
  );
}

interface ChoiceProps {
  filter: IdentityFilter;
  isChosen: boolean;
  onChoose: (filter: IdentityFilter) => void;
}

/** Presets, and the filter that the person came with or has made in the box. */
function Choice({ filter, isChosen, onChoose }: ChoiceProps) {
  const preset = presetOf(filter);
  const [own, setOwn] = useState<IdentityFilter>(preset === undefined ? filter : {});
  // Kept while a preset is tried, so that one can go back.
  if (preset === undefined && own !== filter && formatFilter(own).toString() !== formatFilter(filter).toString()) {
    setOwn(filter);
  }
  return (
    <RadioGroup
      value={isChosen ? (preset ?? 'own') : null}
      ariaLabel="Which identities"
      items={[
        ...presets.map(({ id, label, description }) => ({ value: id, label, description })),
        { value: 'own', label: 'Everything the filter finds', description: filterText(own) },
      ]}
      onChange={({ detail }) => onChoose(presets.find(({ id }) => id === detail.value)?.filter ?? own)}
    />
  );
}
