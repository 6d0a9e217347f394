import Calendar from '@cloudscape-design/components/calendar';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';

interface FilterDateFormProps {
  /** The beginning of a day in UTC, as ISO 8601. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** Chooses a day inside the filter box. */
export function FilterDateForm({ value, onChange }: FilterDateFormProps) {
  const day = value?.slice(0, 'yyyy-mm-dd'.length) ?? '';
  const choose = (chosen: string) => onChange(chosen === '' ? null : `${chosen}T00:00:00Z`);
  return (
    <SpaceBetween size="s">
      <FormField label="Day (UTC)" constraintText="YYYY/MM/DD">
        <DateInput value={day} placeholder="YYYY/MM/DD" onChange={({ detail }) => choose(detail.value)} />
      </FormField>
      <Calendar value={day} onChange={({ detail }) => choose(detail.value)} />
    </SpaceBetween>
  );
}
