const FIRST_MS = 500;
const LIMIT_MS = 15_000;

/**
 * Milliseconds to wait before attempt `attempt` (0 is the first repeat): exponential with full jitter, so that a
 * thousand browsers that lost the same server do not come back at the same moment.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(LIMIT_MS, FIRST_MS * 2 ** attempt);
}
