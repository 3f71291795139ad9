import { render } from 'preact';
import { send } from '../ui-kit/api.ts';
import { BuildingPage, TextsPage } from './building-pages.ts';
import { HoursPage, tabAt } from './hours-page.ts';
import { BuildingScreen } from './screens/building-screen.tsx';
import { HoursScreen } from './screens/hours-screen.tsx';
import { RulesScreen } from './screens/rules-screen.tsx';
import { TextsScreen } from './screens/texts-screen.tsx';
import { SetupPage } from './setup-page.ts';
import { fetchPicture, uploadLogo } from './slip-pictures.ts';
import './styles/printing.css';
import './styles/house.css';
import './styles/hours.css';
import './styles/rules-and-texts.css';

const stillMs = 300;

const edges = {
  send,
  fetchPicture,
  uploadLogo,
  now: () => Date.now(),
  later: (work: () => void) => {
    const timer = setTimeout(work, stillMs);
    return () => clearTimeout(timer);
  },
};

/** What is the whole building's to decide: its name and zones, its hours, its rules, its texts. */
export function mountHouse(root: HTMLElement): void {
  const section = location.pathname.split('/').at(-1);
  if (section === 'hours') {
    const page = new HoursPage(edges, tabAt(location.hash));
    page.start();
    render(<HoursScreen page={page} />, root);
  } else if (section === 'rules') {
    const page = new SetupPage(edges, 'rules');
    page.start();
    render(<RulesScreen page={page} />, root);
  } else if (section === 'texts') {
    const page = new TextsPage(edges);
    page.start();
    render(<TextsScreen page={page} />, root);
  } else {
    const page = new BuildingPage(edges);
    page.start();
    render(<BuildingScreen page={page} />, root);
  }
}
