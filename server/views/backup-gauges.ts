import { gauge } from './metrics-text.ts';

/** Backups, as a monitoring system reads them. */
export function backupGauges(
  { isFailed, lastGoodAt }: { readonly isFailed: boolean; readonly lastGoodAt: number | null },
  now: number,
): string {
  const ages =
    lastGoodAt === null ? [] : [{ value: Math.max(0, Math.floor((now - lastGoodAt) / 1000)) }];
  const families = [
    gauge('mpp_backup_failed', '1 while the newest backup could not be made.', [
      { value: isFailed ? 1 : 0 },
    ]),
    gauge('mpp_backup_age_seconds', 'Since the newest good backup; absent without one.', ages),
  ];
  return `${families.join('\n')}\n`;
}
