import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type identityIndexEndpoints, indexPageSizes } from '@lifeguard/shared/api/identity-index';
import type { z } from 'zod';
import { countText } from '#job-state/words.ts';

const sizes = indexPageSizes.map((size) => ({ value: String(size), label: `${size} a page` }));

interface KeysetPaginationProps {
  page: z.output<typeof identityIndexEndpoints.list.response>;
  limit: number;
  /** The table still shows the page before. */
  isLoading: boolean;
  onShow: (cursor: string | undefined) => void;
  onLimit: (limit: number) => void;
}

/** Cursor pagination: forward and back through a list of any length, without jumps. */
export function KeysetPagination({ page, limit, isLoading, onShow, onLimit }: KeysetPaginationProps) {
  const { Identities, total, offset, next, previous } = page;
  const range =
    Identities.length === 0
      ? '0 of 0'
      : `${countText(offset + 1)}–${countText(offset + Identities.length)} of ${countText(total)}`;
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Button
        iconName="angle-left-double"
        variant="icon"
        ariaLabel="First page"
        disabled={offset === 0}
        onClick={() => onShow(undefined)}
      />
      <Button
        iconName="angle-left"
        variant="icon"
        ariaLabel="Previous page"
        disabled={isLoading || previous === undefined}
        onClick={() => onShow(previous)}
      />
      <Box>{range}</Box>
      <Button
        iconName="angle-right"
        variant="icon"
        ariaLabel="Next page"
        disabled={isLoading || next === undefined}
        onClick={() => onShow(next)}
      />
      <Select
        selectedOption={sizes.find(({ value }) => value === String(limit)) ?? null}
        options={sizes}
        ariaLabel="Identities on a page"
        onChange={({ detail }) => onLimit(Number(detail.selectedOption.value))}
        expandToViewport
      />
    </SpaceBetween>
  );
}
