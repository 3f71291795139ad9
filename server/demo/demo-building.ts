import { hashPassword } from '../auth/passwords.ts';
import type { Building } from '../building.ts';
import { hasDatabase } from '../store/database.ts';
import { StartFault } from '../store/start-fault.ts';
import type { Store } from '../store/store.ts';
import { demoSetup } from './demo-setup.ts';
import shipped from './demo-passwords.json' with { type: 'json' };
import { demoStaff, type DemoStaff } from './demo-staff.ts';

const answer = () => ({ status: 200, body: '' });

/**
 * Hashing is slow on purpose, and the demo building has dozens of passwords that are printed at its
 * start: their hashes are shipped (scripts/hash-demo-passwords.ts); one that is not is made.
 */
const hashOf = ({ username, password }: DemoStaff): Promise<string> => {
  const known = (shipped as Readonly<Record<string, string>>)[username];
  return known === undefined ? hashPassword(password) : Promise.resolve(known);
};

async function addStaff(store: Store): Promise<void> {
  if (store.staff.count > 0) return;
  const staff = demoStaff();
  const hashes = await Promise.all(staff.map(hashOf));
  store.transaction(() => {
    staff.forEach((member, index) => store.staff.add(member, hashes[index]!));
  });
}

/** Makes the demo building on its first start; later starts find it there. */
export async function ensureDemoBuilding(store: Store, building: Building): Promise<void> {
  const { index } = building.state;
  if (index && !index.setup.building.demo) {
    throw new StartFault('The data folder holds a real building. Start it with "npm run serve".');
  }
  await addStaff(store);
  if (!index) {
    const setup = demoSetup();
    await building.execute({
      command: { type: 'configure', actor: { role: 'system' }, setup },
      answer,
    });
  }
  await building.execute({ command: { type: 'roll-day', actor: { role: 'system' } }, answer });
}

const notSetUp =
  'No building is set up in the data folder. Set one up with "npm run setup", or try "npm start" ' +
  'for a demo.';

/** Asked before anything is opened, so that a folder without a building stays without one. */
export function requireDatabase(folder: string): void {
  if (!hasDatabase(folder)) throw new StartFault(notSetUp);
}

/** A real building must have been set up, and a demo one is never served as real. */
export function requireRealBuilding(building: Building): void {
  const { index } = building.state;
  if (!index) throw new StartFault(notSetUp);
  if (index.setup.building.demo) {
    throw new StartFault('The data folder holds a demo building. Name another one in DATA_DIR.');
  }
}
