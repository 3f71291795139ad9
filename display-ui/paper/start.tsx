import { render } from 'preact';
import type { Papers } from '../../contract/http.ts';
import { send } from '../../ui-kit/api.ts';
import { PapersModel } from './model.ts';
import './paper.css';
import { PapersScreen } from './screens/papers-screen.tsx';

const lookEveryMs = 2_000;

/** Opens the page of papers; the answer closes it again. */
export function startPapers(root: HTMLElement): () => void {
  document.documentElement.dataset['page'] = 'paper';
  const model = new PapersModel();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const look = async () => {
    const answer = await send<Papers>('GET', '/demo/papers', undefined, { tries: 1 });
    if (stopped) return;
    if (answer.ok) model.see(answer.body.papers);
    else model.fail(answer.problem.status);
    timer = setTimeout(() => void look(), lookEveryMs);
  };
  render(<PapersScreen model={model} />, root);
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
    render(null, root);
  };
}
