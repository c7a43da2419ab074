/**
 * Is it a day of the calendar?
 * @param day `YYYY-MM-DD` (ISO 8601)
 */
export function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  // Date.parse reads 2020-02-30 as the first of March.
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day;
}
