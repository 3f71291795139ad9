import { z } from 'zod';
import { instantSchema } from './values.ts';

/** Copies of the building's database: what there is, what was made of them, what may go wrong. */

/** A file of the folder of backups, by its name without `.sqlite`. */
export const backupIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/)
  .meta({ id: 'BackupId', description: 'The name of its file, without `.sqlite`.' });

/** Why a backup could not be made, or not be kept in the second place. */
export const backupFaultSchema = z
  .enum(['disk-full', 'not-writable', 'place-missing', 'damaged', 'failed'])
  .meta({
    id: 'BackupFault',
    description:
      '`place-missing`: the second place is not there, e.g. a stick was pulled out. `damaged`: the ' +
      'copy did not hold when it was read again.',
  });
export type BackupFault = z.infer<typeof backupFaultSchema>;

export const backupKindSchema = z.enum(['made', 'before-restore', 'brought']).meta({
  id: 'BackupKind',
  description:
    '`before-restore`: what was there when another one was restored. `brought`: a file that was put ' +
    'into the folder.',
});
export type BackupKind = z.infer<typeof backupKindSchema>;

export const backupRowSchema = z
  .object({
    id: backupIdSchema,
    kind: backupKindSchema,
    at: instantSchema.meta({ description: 'When it was made; of a brought file, its own time.' }),
    bytes: z.int().min(0),
    journalSeq: z.int().min(0).nullable().meta({
      description: 'The last entry in it; null where the file cannot be read.',
    }),
    isChecked: z.boolean().meta({ description: 'It was read again whole when it was made.' }),
  })
  .meta({ id: 'Backup' });
export type BackupRow = z.infer<typeof backupRowSchema>;

const triedSchema = z.object({
  at: instantSchema,
  fault: backupFaultSchema.nullable().meta({ description: 'Null: it went well.' }),
});

export const backupsSchema = z
  .object({
    now: instantSchema,
    backups: z.array(backupRowSchema).meta({ description: 'The newest first.' }),
    isRunning: z.boolean(),
    nextAt: instantSchema.nullable().meta({
      description: 'When the next one is made by itself; null: none is.',
    }),
    last: triedSchema.nullable().meta({ description: 'The newest try; null: none yet.' }),
    secondPlace: z
      .object({
        folder: z.string(),
        last: triedSchema.nullable(),
        isSameDisk: z.boolean().meta({
          description: 'It is lost together with the disk of the building.',
        }),
      })
      .nullable(),
    folder: z.string().meta({ description: 'Where the files lie on the computer of the server.' }),
    freeBytes: z.int().min(0).nullable(),
    databaseBytes: z.int().min(0),
    journalSeq: z.int().min(0),
    canRestore: z.boolean().meta({ description: 'False in a building that is only simulated.' }),
  })
  .meta({ id: 'Backups' });
export type Backups = z.infer<typeof backupsSchema>;

export const backupPlaceSchema = z
  .strictObject({
    folder: z.string().trim().min(2).max(300).meta({
      description: 'A folder that is there, by its whole path: of a stick, or of a share.',
    }),
  })
  .meta({ id: 'BackupPlace' });

export const restoreBackupSchema = z
  .strictObject({
    confirm: z.string().max(80).meta({
      description: 'The short name of this building, typed by whoever restores.',
    }),
    otherBuilding: z.boolean().optional().meta({
      description: 'The file is of another building, and shall take this one’s place.',
    }),
  })
  .meta({ id: 'RestoreBackup' });

/** What stands in the journal now and not in a backup. */
export const backupLossSchema = z
  .object({
    id: backupIdSchema,
    at: instantSchema,
    isOtherBuilding: z.boolean(),
    tickets: z.int().min(0),
    bookings: z.int().min(0),
    setupChanges: z.int().min(0),
  })
  .meta({ id: 'BackupLoss', description: 'Counted in the journal since the backup.' });
export type BackupLoss = z.infer<typeof backupLossSchema>;

export const restoringSchema = z
  .object({ isRestoring: z.literal(true), restoredAt: instantSchema })
  .meta({
    id: 'Restoring',
    description: 'The server starts again with the backup; every session ends.',
  });

/** The next number of a series is beyond this one. */
export interface SeriesNumber {
  readonly series: string;
  readonly number: number;
}

/** As the journal keeps it. */
export type BackupNote =
  | {
      readonly what: 'made';
      readonly backupId: string;
      readonly bytes: number;
      /** The last entry in it. */
      readonly journalSeq: number;
      /** What became of the second copy; null where none is set up. */
      readonly second: 'kept' | BackupFault | null;
    }
  | { readonly what: 'failed'; readonly fault: BackupFault }
  | {
      readonly what: 'restored';
      readonly backupId: string;
      readonly journalSeq: number;
      /** Where the database that was there could not be read, numbers go far ahead. */
      readonly wasReadable: boolean;
      /** Of the business day on which it was restored. */
      readonly numbers: readonly SeriesNumber[];
    };
