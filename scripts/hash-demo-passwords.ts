import { writeFileSync } from 'node:fs';
import { hashPassword } from '../server/auth/passwords.ts';
import { demoStaff } from '../server/demo/demo-staff.ts';

/** Writes the hashes of the demo building's passwords, which everybody may know. */
const file = new URL('../server/demo/demo-passwords.json', import.meta.url);
const hashes: Record<string, string> = {};
for (const { username, password } of demoStaff()) hashes[username] = await hashPassword(password);
writeFileSync(file, `${JSON.stringify(hashes, null, 2)}\n`);
