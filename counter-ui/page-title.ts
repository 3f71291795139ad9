import type { CounterPage } from './model.ts';
import { t } from './texts.ts';

const flashMs = 1_000;

/** The title of the window: the counter, and in turns with it who waits while the desk is idle. */
export function followTitle(page: CounterPage): (() => void) | undefined {
  const desk = page.desk.value;
  const number = desk?.view.value?.counter.number;
  const usual = number === undefined ? t('pageTitle') : t('pageTitleOf', { number });
  document.title = usual;
  const label = desk?.alert.value;
  if (!label) return undefined;
  const called = t('pageTitleWaits', { label });
  document.title = called;
  const timer = setInterval(() => {
    document.title = document.title === called ? usual : called;
  }, flashMs);
  return () => clearInterval(timer);
}
