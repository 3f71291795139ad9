import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Chart } from '../plot.ts';

/** As wide as a sheet of A4 lets a chart be: 186 mm at 96 pixels to the inch. */
const paperWidthPx = 700;
const widthPxMin = 280;

/**
 * A chart in the width it has, drawn anew where that changes and in the width of a sheet for print.
 * `load` fetches what draws it; it is kept by whoever gives it, so that it changes with its figures.
 */
export function ChartOf(props: {
  readonly testId: string;
  readonly load: () => Promise<Chart>;
  readonly class?: string;
}): JSX.Element {
  const { testId, load } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = box.current!;
    let chart: Chart | null = null;
    let shownPx = 0;
    const draw = (widthPx: number) => {
      if (chart === null || widthPx === shownPx) return;
      shownPx = widthPx;
      place.replaceChildren(chart(widthPx));
    };
    const fit = () => draw(Math.max(widthPxMin, Math.floor(place.clientWidth)));
    const forPaper = () => draw(paperWidthPx);
    const follow = new ResizeObserver(fit);
    let isGone = false;
    const begin = async () => {
      const loaded = await load();
      if (isGone) return;
      chart = loaded;
      fit();
      follow.observe(place);
      place.dataset['drawn'] = 'yes';
    };
    void begin();
    addEventListener('beforeprint', forPaper);
    addEventListener('afterprint', fit);
    return () => {
      isGone = true;
      follow.disconnect();
      removeEventListener('beforeprint', forPaper);
      removeEventListener('afterprint', fit);
    };
  }, [load]);
  return <div ref={box} class={`chart-box ${props.class ?? ''}`} data-testid={testId} />;
}
