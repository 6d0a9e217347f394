import { type IdentityFilter, isEmptyFilter } from '@lifeguard/shared/identities/filter';

/** A filter in words, to begin a sentence with: `Guests created more than 90 days ago`. */
export function filterText(filter: IdentityFilter): string {
  if (isEmptyFilter(filter)) return 'All identities of the pool';
  const noun = { guest: 'guests', linked: 'linked identities', all: 'identities' }[filter.kind ?? 'all'];
  const adjective = filter.disabled === undefined ? '' : filter.disabled === 'true' ? 'disabled ' : 'enabled ';
  const text = [`${adjective}${noun}`, conditions(filter).join(' and ')].filter((part) => part !== '').join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function conditions(filter: IdentityFilter): string[] {
  const said = (text: (value: never) => string, value: unknown) => (value === undefined ? [] : [text(value as never)]);
  return [
    ...said((login: string) => `linked with ${login}`, filter.login),
    ...said((days: number) => `created more than ${daysText(days)} ago`, filter.createdDaysAgo),
    ...said((time: string) => `created on or after ${instantText(time)}`, filter.createdFrom),
    ...said((time: string) => `created before ${instantText(time)}`, filter.createdTo),
    ...said((days: number) => `untouched for more than ${daysText(days)}`, filter.untouchedDays),
    ...said((time: string) => `modified on or after ${instantText(time)}`, filter.modifiedFrom),
    ...said((time: string) => `modified before ${instantText(time)}`, filter.modifiedTo),
    ...said((prefix: string) => `with an ID that begins with ${prefix}`, filter.idPrefix),
    ...said(() => 'that are new since the scan before', filter.isNew),
  ];
}

function daysText(days: number): string {
  return `${days.toLocaleString('en')} ${days === 1 ? 'day' : 'days'}`;
}

/** A day where it is the beginning of one, else the time; always UTC. */
export function instantText(iso: string): string {
  const [day = iso, time = ''] = iso.split('T');
  return /^00:00(:00(\.0+)?)?Z$/.test(time) ? `${day} (UTC)` : `${day} ${time.replace(/(\.\d+)?Z$/, '')} UTC`;
}
