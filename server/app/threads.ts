import { openForecastThread, type ForecastThread } from '../jobs/forecast-thread.ts';
import type { AppOptions, Edges, Rooms } from './rooms.ts';
import { openStoryThread, type StoryThread } from '../jobs/story-thread.ts';
import { openSurveyThread, type SurveyThread } from '../jobs/survey-thread.ts';

/** What takes longer than the thread of the building may stand still; each begins with its first question. */
export interface Threads {
  /** Reads days of the journal, beside the building. */
  readonly stories: StoryThread;
  /** Reads years of answers beside the thread of the building. */
  readonly surveyThread: SurveyThread;
  /** Looks ahead and back without keeping anybody waiting. */
  readonly forecasts: ForecastThread;
}

export const openThreads = ({ dataDir }: AppOptions, { log }: Edges): Threads => ({
  stories: openStoryThread(),
  surveyThread: openSurveyThread(dataDir),
  forecasts: openForecastThread(dataDir, log),
});

export async function closeThreads({ stories, surveyThread, forecasts }: Threads): Promise<void> {
  await Promise.all([stories.close(), surveyThread.close(), forecasts.close()]);
}

/** The processes first: whoever waits for one of them is answered. */
export async function closeVoices({ speech, engines, voiceRoom }: Rooms): Promise<void> {
  speech.close();
  await engines.close();
  await voiceRoom.close();
}
