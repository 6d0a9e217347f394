/** What Node runs a server of this project with. Without __proto__ no input can reach the prototype of all objects. */
export const serverFlags: readonly string[] = ['--disable-proto=delete', '--no-warnings'];

/**
 * The console stays small in long jobs, and no job is slower for it. V8 would let the space for new objects grow to 128 MiB
 * in each of its two threads, and would not collect old ones before they are several times what is alive.
 */
export const consoleFlags: readonly string[] = [
  ...serverFlags,
  '--max-semi-space-size=8',
  '--initial-old-space-size=40',
  '--heap-growing-percent=30',
];

/** Memory that each of the console's threads once had from glibc would stay with that thread: some 20 MiB. */
export const consoleEnv: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '2' };
