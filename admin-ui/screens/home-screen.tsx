import {
  BookOpen,
  CalendarClock,
  KeyRound,
  LayoutGrid,
  MonitorCog,
  Printer,
  Settings,
  Ticket,
  TicketPlus,
  Tv,
  User,
} from 'lucide';
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { DemoBooking } from '../../contract/bookings.ts';
import type { BuildingView } from '../../contract/views.ts';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { Cloth } from '../../ui-kit/cloth.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { clockText } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { DemoBookings } from './demo-bookings.tsx';
import { homeText } from '../home-texts.ts';
import type { HomeKey } from '../home-texts.ts';
import { Languages } from '../../ui-kit/languages.tsx';

interface Door {
  readonly path: string;
  readonly icon: IconNode;
  readonly name: HomeKey;
  readonly lead: HomeKey;
  /** Only where the printer is made of software. */
  readonly demoOnly?: true;
}

const groups: readonly { readonly title: HomeKey; readonly doors: readonly Door[] }[] = [
  {
    title: 'visitors',
    doors: [
      { path: '/kiosk', icon: TicketPlus, name: 'kiosk', lead: 'kioskLead' },
      { path: '/display', icon: Tv, name: 'display', lead: 'displayLead' },
      { path: '/paper', icon: Ticket, name: 'paper', lead: 'paperLead', demoOnly: true },
    ],
  },
  {
    title: 'staff',
    doors: [
      { path: '/counter', icon: User, name: 'counter', lead: 'counterLead' },
      { path: '/supervisor', icon: LayoutGrid, name: 'supervisor', lead: 'supervisorLead' },
      { path: '/supervisor/sheets', icon: Printer, name: 'sheets', lead: 'sheetsLead' },
      { path: '/admin', icon: Settings, name: 'admin', lead: 'adminLead' },
      { path: '/admin/devices', icon: MonitorCog, name: 'devices', lead: 'devicesLead' },
      { path: '/admin/booking', icon: CalendarClock, name: 'booking', lead: 'bookingLead' },
    ],
  },
  {
    title: 'builders',
    doors: [
      { path: '/admin/partners', icon: KeyRound, name: 'partners', lead: 'partnersLead' },
      { path: '/api/docs', icon: BookOpen, name: 'docs', lead: 'docsLead' },
    ],
  },
];

function openingWords(building: BuildingView): string {
  if (building.alwaysOpen) return homeText('openAlways');
  if (!building.today) return homeText('closedToday');
  return homeText('openToday', {
    opens: clockText(building.today.opens, language.value),
    closes: clockText(building.today.closes, language.value),
    zone: building.zoneName,
  });
}

function DoorRow(props: { readonly door: Door }): JSX.Element {
  const { door } = props;
  return (
    <li>
      <a href={door.path} data-testid={`screen-${door.name}`}>
        <Icon of={door.icon} size={24} stroke={1.75} />
        <b>{homeText(door.name)}</b>
        <span>{homeText(door.lead)}</span>
        <code>{door.path}</code>
      </a>
    </li>
  );
}

const demoUsers = [
  { username: 'petugas-1', path: '/counter', more: true },
  { username: 'supervisor', path: '/supervisor', more: false },
  { username: 'admin', path: '/admin', more: false },
  { username: 'admin-dukcapil', path: '/admin/setup/services', more: false },
  { username: 'auditor', path: '/admin', more: false },
] as const;

function DemoSignIns(): JSX.Element {
  return (
    <section class="demo" data-testid="demo-sign-ins">
      <h2>{homeText('demoTitle')}</h2>
      <p>{homeText('demoLead')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{homeText('username')}</th>
            <th scope="col">{homeText('password')}</th>
            <th scope="col">{homeText('opensAt')}</th>
          </tr>
        </thead>
        <tbody>
          {demoUsers.map(user => (
            <tr key={user.username}>
              <td>
                <b>{user.username}</b>
              </td>
              <td>
                <code>demo-{user.username}</code>
              </td>
              <td>
                <a href={user.path}>{user.path}</a>
                {user.more && <small>{homeText('everyCounter')}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Everything that can be opened in this building, each with one sentence. */
export function Home(props: {
  readonly building: ReadonlySignal<BuildingView | null>;
  readonly bookings: ReadonlySignal<readonly DemoBooking[]>;
}): JSX.Element {
  const building = props.building.value;
  const isDemo = building?.demo === true;
  return (
    <div class="home">
      <Cloth cloth="kawung" colour="none" class="home-wall" ink={1} scale={1.75}>
        <header>
          <BuildingMark size={44} />
          <h1>
            {building ? (
              <>
                <small>{building.line1}</small>
                {building.line2}
              </>
            ) : (
              'MPP Antrean'
            )}
          </h1>
          <p>{homeText('lead')}</p>
          <p class="home-hours">
            {building && <span>{openingWords(building)}</span>}
            <DemoMark demo={isDemo} />
          </p>
        </header>
      </Cloth>
      <main>
        <Languages />
        {groups.map(group => (
          <section key={group.title}>
            <h2>{homeText(group.title)}</h2>
            <ul class="doors">
              {group.doors
                .filter(door => isDemo || !door.demoOnly)
                .map(door => (
                  <DoorRow key={door.path} door={door} />
                ))}
            </ul>
          </section>
        ))}
        {isDemo && <DemoSignIns />}
        {isDemo && <DemoBookings bookings={props.bookings} timeZone={building.timeZone} />}
      </main>
    </div>
  );
}
