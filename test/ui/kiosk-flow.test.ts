import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Plan } from '../../contract/http.ts';
import type { AgencyView, ServiceView } from '../../contract/views.ts';
import { similarOpen } from '../../kiosk-ui/catalogue.ts';
import { ServiceFinder } from '../../kiosk-ui/find-services.ts';
import type { Kiosk } from '../../kiosk-ui/model.ts';
import type { Answer } from '../../ui-kit/api.ts';
import {
  KioskBench,
  birth,
  dukcapil,
  idOf,
  issued,
  refused,
  view,
  type IssueAnswer,
} from './kiosk-bench.ts';

const death = idOf('A06');
const permit = idOf('B01');
const passport = idOf('F01');

let bench: KioskBench;
let kiosk: Kiosk;

beforeEach(() => {
  bench = new KioskBench();
  ({ kiosk } = bench);
});

afterEach(() => bench.close());

/** An agency of the view with one of its services changed. */
function withService(serviceId: string, change: Partial<ServiceView>): AgencyView {
  const agency = view.agencies.find(one => one.services.some(({ id }) => id === serviceId))!;
  const services = agency.services.map(one => (one.id === serviceId ? { ...one, ...change } : one));
  return { ...agency, services };
}

const closed = (serviceId: string): AgencyView =>
  withService(serviceId, { availability: { open: false, reason: 'quota-reached' } });

function planned(serviceIds: readonly string[], toMinutes = 60): IssueAnswer {
  const plan: Plan = {
    errands: serviceIds.map(serviceId => ({ serviceId, estimate: null })),
    total: { fromMinutes: toMinutes - 15, toMinutes },
  };
  return { ok: true, status: 200, body: plan } satisfies Answer<Plan> as unknown as IssueAnswer;
}

const settled = () => new Promise<void>(resolve => process.nextTick(resolve));

/** Two errands, looked over. */
async function lookOver(plan: IssueAnswer): Promise<void> {
  kiosk.chooseAgency(dukcapil);
  kiosk.chooseService(birth);
  kiosk.addErrand();
  kiosk.chooseFound(permit);
  bench.answers.push(plan);
  await kiosk.issue();
  await Promise.resolve();
}

describe('finding', () => {
  const finder = new ServiceFinder(view.agencies);
  const codes = (typed: string): readonly string[] =>
    finder.find(typed).flatMap(found => (found.is === 'service' ? [found.service.code] : []));

  test.each([
    ['ktp', 'A01'],
    ['KTP-el', 'A01'],
    ['akta lahir', 'A05'],
    ['lahir akta', 'A05'],
    ['birth cert', 'A05'],
    ['sim c', 'G04'],
    ['sim', 'G03'],
    ['passport', 'F01'],
    ['kk', 'A04'],
  ])('FLOW-1: “%s” finds %s first', (typed, code) => {
    expect(codes(typed)[0]).toBe(code);
  });

  test.each([
    ['ktpp', 'A01'],
    ['akte lahr', 'A05'],
    ['pasport', 'F01'],
    ['perpanjangn sim', 'G03'],
    ['sknk', 'G01'],
  ])('FLOW-2: the slip “%s” still finds %s', (typed, code) => {
    expect(codes(typed).slice(0, 3)).toContain(code);
  });

  test('FLOW-1: an agency is found by its short name, and nothing by nonsense', () => {
    expect(finder.find('dukcapil')[0]).toMatchObject({ is: 'agency', agency: { id: dukcapil } });
    expect(finder.find('qqzx')).toEqual([]);
    expect(finder.find('  ')).toEqual([]);
  });

  test('FLOW-1: what was found is marked in its list, and what is closed says so', () => {
    kiosk.search.begin();
    for (const sign of 'AKTA') kiosk.search.type(sign);
    kiosk.search.type(' ');
    kiosk.search.type(' ');
    expect(kiosk.search.query.value).toBe('AKTA ');
    kiosk.search.erase();
    kiosk.chooseFound(birth);
    expect(kiosk.screen.value).toMatchObject({ at: 'services', agencyId: dukcapil });
    expect(kiosk.choice.value).toBe(birth);
    kiosk.search.begin();
    kiosk.chooseFound(passport);
    expect(kiosk.sheet.value).toEqual({ about: 'service-closed', serviceId: passport });
    expect(kiosk.screen.value.at).toBe('search');
  });
});

describe('asking only', () => {
  test('FLOW-3: what to bring is shown without a number, of closed services too', () => {
    kiosk.takeNumber();
    kiosk.lookUp();
    const immigration = kiosk.agencyOf(passport)?.id ?? '';
    kiosk.chooseAgency(immigration);
    kiosk.chooseService(passport);
    expect(kiosk.screen.value).toEqual({ at: 'bring', serviceId: passport, from: 'services' });
    expect(kiosk.serviceIds.value).toEqual([]);
    kiosk.back();
    expect(kiosk.screen.value).toMatchObject({ at: 'services', agencyId: immigration });
  });

  test('FLOW-3: from there the number is one touch further, with the service marked', () => {
    kiosk.takeNumber();
    kiosk.lookUp();
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(birth);
    kiosk.takeAfterAll(birth);
    expect(kiosk.isLookingUp.value).toBe(false);
    expect(kiosk.screen.value).toMatchObject({ at: 'services' });
    expect(kiosk.choice.value).toBe(birth);
  });

  test('FLOW-14: from the home screen what to bring is three touches away, and the number one more', () => {
    kiosk.lookUp();
    expect(kiosk.isLookingUp.value).toBe(true);
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(birth);
    expect(kiosk.screen.value).toMatchObject({ at: 'bring', serviceId: birth });
    expect(kiosk.serviceIds.value).toEqual([]);
    kiosk.takeAfterAll(birth);
    expect([kiosk.screen.value.at, kiosk.choice.value]).toEqual(['services', birth]);
    kiosk.leave();
    kiosk.takeNumber();
    expect(kiosk.isLookingUp.value).toBe(false);
  });

  test('FLOW-3: back from what was searched leads to what was typed', () => {
    kiosk.takeNumber();
    kiosk.lookUp();
    kiosk.search.begin();
    kiosk.search.type('A');
    kiosk.chooseFound(birth);
    expect(kiosk.screen.value).toMatchObject({ at: 'bring', from: 'search' });
    kiosk.back();
    expect(kiosk.screen.value.at).toBe('search');
    expect(kiosk.search.query.value).toBe('A');
  });
});

describe('closed', () => {
  test('FLOW-4: in place of what is closed, what is about the same is offered where it is open', () => {
    const found = similarOpen(view, [kiosk.service(passport)!], 3);
    expect(found.map(service => service.code)).toEqual(['L03']);
  });

  test('FLOW-4: then what else the agency has open, and never what is closed', () => {
    bench.tell({ agencies: [closed(birth)] });
    const found = similarOpen(kiosk.view.value, [kiosk.service(birth)!], 9);
    expect(found.length).toBeGreaterThan(3);
    expect(found.every(service => service.availability.open)).toBe(true);
    expect(found.map(service => service.id)).not.toContain(birth);
  });

  test('FLOW-5: a kiosk shows the agencies that it gives numbers for', () => {
    const own = [dukcapil, view.agencies[1]!.id];
    bench.tell({ kiosk: { ...view.kiosk, agencyIds: own } });
    expect(kiosk.agencies.value.map(agency => agency.id)).toEqual(own);
    expect(similarOpen(kiosk.view.value, [kiosk.service(passport)!], 3)).toEqual([]);
  });
});

describe('a long wait', () => {
  beforeEach(() => {
    const estimate = { fromMinutes: 70, toMinutes: 95 };
    bench.tell({ agencies: [withService(birth, { estimate })] });
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(birth);
  });

  test('FLOW-6: it is asked about before anything is issued, and once', async () => {
    await kiosk.issue();
    expect(kiosk.sheet.value).toEqual({ about: 'long-wait', serviceId: birth });
    expect(bench.sent).toEqual([]);
    bench.answers.push(refused('unreachable'), issued(null));
    await kiosk.issueDespiteWait();
    await kiosk.issue();
    expect(bench.sent).toHaveLength(2);
    expect(bench.sent[1]?.key).toBe(bench.sent[0]?.key);
    expect(kiosk.screen.value.at).toBe('ticket');
  });

  test('FLOW-6: “not now” keeps the choice, and the next visitor is asked anew', async () => {
    await kiosk.issue();
    kiosk.closeSheet();
    expect(kiosk.choice.value).toBe(birth);
    bench.answers.push(issued(null));
    await kiosk.issueDespiteWait();
    kiosk.leave();
    kiosk.chooseService(birth);
    await kiosk.issue();
    expect(kiosk.sheet.value).toMatchObject({ about: 'long-wait' });
  });
});

describe('several errands', () => {
  test('FLOW-7: they are looked over before they become one number, in the expected order', async () => {
    await lookOver(planned([permit, birth]));
    expect(kiosk.screen.value.at).toBe('overview');
    expect(bench.sent[0]?.path).toBe(`/plans?serviceIds=${birth},${permit}`);
    expect(kiosk.plan.now.value?.total).toEqual({ fromMinutes: 45, toMinutes: 60 });
    bench.answers.push(issued(null));
    await kiosk.issue();
    expect(bench.sent[1]?.body).toEqual({ serviceIds: [permit, birth], language: 'id' });
    expect(kiosk.screen.value.at).toBe('ticket');
  });

  test('FLOW-7: one can go and another can come; without any there is nothing to look over', async () => {
    await lookOver(planned([birth, permit]));
    bench.answers.push(planned([permit]));
    kiosk.removeErrand(birth);
    expect(kiosk.serviceIds.value).toEqual([permit]);
    kiosk.addErrand();
    expect(kiosk.screen.value.at).toBe('agencies');
    expect(kiosk.errands.value).toEqual([permit]);
    kiosk.removeErrand(permit);
    expect(kiosk.screen.value.at).toBe('agencies');
    expect(kiosk.serviceIds.value).toEqual([]);
  });

  test('FLOW-7: back leads to the list of the last one, still marked', async () => {
    await lookOver(planned([birth, permit]));
    kiosk.back();
    expect(kiosk.screen.value).toMatchObject({ at: 'services' });
    expect(kiosk.choice.value).toBe(permit);
    expect(kiosk.errands.value).toEqual([birth]);
  });

  test('FLOW-8: a plan that comes between two tries does not make two numbers', async () => {
    let plan: (answer: IssueAnswer) => void = () => undefined;
    kiosk.chooseService(birth);
    kiosk.addErrand();
    kiosk.chooseFound(permit);
    bench.answers.push(
      new Promise(resolve => {
        plan = resolve;
      }),
    );
    await kiosk.issue();
    bench.answers.push(refused('unreachable'), issued(null));
    await kiosk.issue();
    plan(planned([permit, birth]));
    await Promise.resolve();
    await kiosk.issue();
    expect(bench.sent[2]).toEqual(bench.sent[1]);
  });

  test('FLOW-15: while it is looked at, the order is asked for again every 30 s', async () => {
    await lookOver(planned([birth, permit]));
    bench.answers.push(planned([permit, birth], 90));
    bench.pass(31);
    await settled();
    expect(bench.sent.map(({ path }) => path)).toEqual([
      `/plans?serviceIds=${birth},${permit}`,
      `/plans?serviceIds=${birth},${permit}`,
    ]);
    expect(kiosk.plan.inOrder([birth, permit])).toEqual([permit, birth]);
    expect(kiosk.plan.now.value?.total?.toMinutes).toBe(90);
  });

  test('FLOW-15: without an answer what was planned stands; nobody who looks, nobody asks', async () => {
    await lookOver(planned([permit, birth]));
    bench.answers.push(refused('unreachable'));
    bench.pass(31);
    await settled();
    expect(kiosk.plan.inOrder([birth, permit])).toEqual([permit, birth]);
    kiosk.back();
    bench.pass(40);
    expect(bench.sent).toHaveLength(2);
    bench.answers.push(planned([birth, permit]));
    await kiosk.issue();
    await settled();
    expect(kiosk.plan.inOrder([permit, birth])).toEqual([birth, permit]);
    kiosk.leave();
    bench.pass(100);
    expect(bench.sent).toHaveLength(3);
  });

  test('FLOW-9: one that closed meanwhile is marked and left out, the others go on', async () => {
    await lookOver(planned([birth, permit]));
    bench.tell({ agencies: [closed(birth)] });
    expect(kiosk.closedErrands.value).toEqual([birth]);
    bench.answers.push(issued(null));
    await kiosk.issue();
    expect(bench.sent[1]?.body).toMatchObject({ serviceIds: [permit] });
  });

  test('FLOW-9: refused between looking and touching, nothing is issued and the rest is kept', async () => {
    await lookOver(planned([birth, permit]));
    const problem = { code: 'service-closed', status: 409, facts: { serviceId: birth } };
    bench.answers.push({ ok: false, problem }, planned([permit]));
    await kiosk.issue();
    expect(kiosk.sheet.value).toEqual({ about: 'refused', problem });
    expect(kiosk.closedErrands.value).toEqual([birth]);
    expect(kiosk.serviceIds.value).toEqual([birth, permit]);
    kiosk.closeSheet();
    expect(kiosk.screen.value.at).toBe('overview');
    bench.answers.push(issued(null));
    await kiosk.issue();
    expect(bench.sent.at(-1)?.body).toMatchObject({ serviceIds: [permit] });
  });

  test('FLOW-9: with all of them closed nothing is sent', async () => {
    await lookOver(planned([birth, permit]));
    bench.tell({ agencies: [closed(birth), closed(permit)] });
    const before = bench.sent.length;
    await kiosk.issue();
    expect(bench.sent).toHaveLength(before);
  });
});

describe('a kiosk of some agencies', () => {
  const others = (): string[] => view.agencies.slice(1).map(({ id }) => id);

  test('FLOW-13: an errand that is given elsewhere now is left out, the others go on', async () => {
    await lookOver(planned([birth, permit]));
    bench.tell({ kiosk: { ...view.kiosk, agencyIds: others() } });
    expect(kiosk.closedErrands.value).toEqual([birth]);
    bench.answers.push(issued(null));
    await kiosk.issue();
    expect(bench.sent.at(-1)?.body).toMatchObject({ serviceIds: [permit] });
  });

  test('FLOW-13: refused by the server, it is marked and the choice of the others kept', async () => {
    await lookOver(planned([birth, permit]));
    const facts = { serviceId: birth, kiosk: 'Kiosk 2' };
    const problem = { code: 'not-at-this-kiosk', status: 409, facts };
    bench.answers.push({ ok: false, problem }, planned([permit]));
    await kiosk.issue();
    expect(kiosk.sheet.value).toEqual({ about: 'refused', problem });
    expect(kiosk.closedErrands.value).toEqual([birth]);
    expect(kiosk.serviceIds.value).toEqual([birth, permit]);
  });

  test('FLOW-13: a booking of another agency leads to no list that this kiosk does not have', () => {
    bench.tell({ kiosk: { ...view.kiosk, agencyIds: others() } });
    kiosk.takeNumberFor(birth);
    expect(kiosk.screen.value.at).toBe('agencies');
    expect(kiosk.serviceIds.value).toEqual([]);
  });
});

describe('the catalogue changes under the hand', () => {
  test('FLOW-10: a service that is gone is not chosen any longer', async () => {
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(death);
    const problem = { code: 'unknown-service', status: 422, facts: { serviceId: death } };
    bench.answers.push({ ok: false, problem });
    await kiosk.issue();
    expect(kiosk.sheet.value).toMatchObject({ about: 'refused', problem: { code: problem.code } });
    expect(kiosk.serviceIds.value).toEqual([]);
  });

  test('FLOW-10: a new set-up replaces all agencies, others than a change of one', () => {
    const { building } = view;
    bench.tell({ building, agencies: view.agencies.slice(1, 3) });
    expect(kiosk.agencies.value).toHaveLength(2);
    expect(kiosk.agency(dukcapil)).toBeUndefined();
    bench.tell({ agencies: [{ ...view.agencies[1]!, waiting: 41 }] });
    expect(kiosk.agencies.value.map(agency => agency.waiting)[0]).toBe(41);
    expect(kiosk.agencies.value).toHaveLength(2);
  });
});
