/** Zero crossings of the filter on each side of a sample: speech needs no more. */
const lobes = 12;

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
/** Falls to nothing at both ends, so that cutting the filter there is not heard. */
const hann = (x: number): number => 0.5 + 0.5 * Math.cos(Math.PI * x);

/** The same sound at another rate; what the lower of both rates cannot hold is filtered out. */
export function resample(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  if (fromHz === toHz) return samples;
  const band = Math.min(1, toHz / fromHz);
  const reach = lobes / band;
  const length = Math.round((samples.length * toHz) / fromHz);
  return Int16Array.from({ length }, (_, at) => {
    const center = (at * fromHz) / toHz;
    let sum = 0;
    for (let near = Math.ceil(center - reach); near <= center + reach; near += 1) {
      const away = near - center;
      sum += (samples[near] ?? 0) * band * sinc(away * band) * hann(away / reach);
    }
    return Math.min(32_767, Math.max(-32_768, Math.round(sum)));
  });
}
