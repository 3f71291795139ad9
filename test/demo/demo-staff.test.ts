import { expect, test } from 'vitest';
import { idSchema } from '../../contract/values.ts';
import { verifyPassword } from '../../server/auth/passwords.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import shipped from '../../server/demo/demo-passwords.json' with { type: 'json' };
import { demoStaff } from '../../server/demo/demo-staff.ts';

const staff = demoStaff();

test('DEMO-5: there is somebody of each role, and an officer per counter', () => {
  expect(staff.find(({ username }) => username === 'admin')?.role).toBe('administrator');
  expect(staff.find(({ username }) => username === 'supervisor')?.role).toBe('supervisor');
  const officers = staff.filter(({ role }) => role === 'officer');
  expect(officers.map(({ username }) => username)).toEqual(
    demoSetup().counters.map(({ number }) => `petugas-${number}`),
  );
  expect(officers.map(({ counterIds }) => counterIds)).toEqual(
    demoSetup().counters.map(({ id }) => [id]),
  );
  expect(staff.find(({ username }) => username === 'auditor')?.role).toBe('auditor');
  const agency = staff.find(({ role }) => role === 'agency-administrator');
  expect([agency?.username, agency?.agencyIds]).toEqual(['admin-dukcapil', ['agency-a']]);
  expect(staff).toHaveLength(45);
});

test('DEMO-5: each password is demo- and the user name, and nobody appears twice', () => {
  for (const { id, username, password } of staff) {
    expect(password).toBe(`demo-${username}`);
    expect(idSchema.safeParse(id).success).toBe(true);
  }
  for (const key of ['id', 'username', 'name'] as const) {
    expect(new Set(staff.map(person => person[key])).size).toBe(staff.length);
  }
});

test('DEMO-5: what is shipped of the passwords is theirs, and opens their accounts', async () => {
  const hashes: Readonly<Record<string, string>> = shipped;
  expect(Object.keys(hashes).sort()).toEqual(staff.map(({ username }) => username).sort());
  const opens = staff.map(({ username, password }) => verifyPassword(hashes[username]!, password));
  expect(await Promise.all(opens)).toEqual(staff.map(() => true));
});
