/** One quarter of an hour holds one point of a forecast; as `contract/forecast.ts` says it. */
export const forecastStepMinutes = 15;
