import type { Database } from 'better-sqlite3';

export interface PictureRecord {
  readonly id: string;
  readonly kind: 'logo';
  /** A PNG. */
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface Pictures {
  /** Forgets the oldest of its kind beyond `picturesMax`, but never the one that is in use. */
  add(picture: PictureRecord, inUse: string | null, picturesMax: number): void;
  find(id: string): PictureRecord | undefined;
}

interface Row {
  id: string;
  kind: 'logo';
  bytes: Buffer;
  width: number;
  height: number;
  created_at: number;
}

const pictureOf = ({ created_at: createdAt, ...row }: Row): PictureRecord => ({
  ...row,
  createdAt,
});

export function openPictures(database: Database): Pictures {
  const insert = database.prepare(
    `INSERT INTO picture (id, kind, bytes, width, height, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const shorten = database.prepare(
    `DELETE FROM picture WHERE kind = ? AND id IS NOT ? AND id NOT IN
       (SELECT id FROM picture WHERE kind = ? ORDER BY created_at DESC, id DESC LIMIT ?)`,
  );
  const find = database.prepare<[string], Row>('SELECT * FROM picture WHERE id = ?');
  const add = database.transaction(
    (picture: PictureRecord, inUse: string | null, picturesMax: number) => {
      const { id, kind, bytes, width, height, createdAt } = picture;
      insert.run(id, kind, bytes, width, height, createdAt);
      shorten.run(kind, inUse, kind, picturesMax);
    },
  );
  return {
    add(picture, inUse, picturesMax) {
      add(picture, inUse, picturesMax);
    },
    find(id) {
      const row = find.get(id);
      return row && pictureOf(row);
    },
  };
}
