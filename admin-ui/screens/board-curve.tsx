import type { JSX } from 'preact';
import type { Forecast } from '../../contract/forecast.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import { t } from '../texts.ts';
import { curvePlan } from '../waiting-curve.ts';

/** CSS pixels of the right column; the picture is drawn one to one. */
const size = { width: 420, height: 108, top: 30 } as const;
/** Words keep inside the picture. */
const edge = 70;

/** "Orang menunggu, sisa hari ini": what was, what is, what comes and how sure that is. */
export function WaitingCurve(props: {
  readonly forecast: Forecast;
  readonly waiting: number;
  readonly now: number;
  readonly timeZone: string;
}): JSX.Element {
  const { forecast, waiting, now, timeZone } = props;
  const plan = curvePlan(forecast, waiting, now, size);
  const time = (ms: number) => timeOfDay(ms, timeZone, language.value);
  const nowWords = t('curveNow', { count: waiting });
  const { peak } = forecast;
  const peakWords =
    peak === null
      ? null
      : t('curvePeak', { time: time(Date.parse(peak.at)), count: peak.waiting.p50 });
  // Two captions side by side only where there is room between them.
  const isPeakApart = plan.peakAt !== null && plan.peakAt.x - plan.nowAt.x > 60;
  const nowX = Math.min(size.width - edge, Math.max(edge, plan.nowAt.x - 8));
  return (
    <svg
      class="waiting-curve"
      viewBox={`0 0 ${size.width} ${size.height + 24}`}
      role="img"
      aria-label={peakWords === null ? nowWords : `${nowWords}; ${peakWords}`}
    >
      <path class="curve-band" d={plan.band} />
      <path class="curve-future" d={plan.future} />
      <path class="curve-past" d={plan.past} />
      <line class="curve-ground" x1={0} x2={size.width} y1={size.height} y2={size.height} />
      <circle class="curve-now" cx={plan.nowAt.x} cy={plan.nowAt.y} r={4.5} />
      <text class="curve-words is-now" x={nowX} y={14} text-anchor="middle">
        {nowWords}
      </text>
      {peakWords !== null && isPeakApart && (
        <text class="curve-words" x={size.width} y={14} text-anchor="end">
          {peakWords}
        </text>
      )}
      {plan.hours.map(({ at, x }) => (
        <text
          class="curve-hour"
          key={at}
          x={x}
          y={size.height + 18}
          text-anchor={x < 20 ? 'start' : x > size.width - 20 ? 'end' : 'middle'}
        >
          {time(at)}
        </text>
      ))}
    </svg>
  );
}
