import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  mediaListSchema,
  screenMessageAnswerSchema,
  screenMessagesSchema,
  tellScreensSchema,
  type MediaFault,
  type MediaItem,
} from '../../contract/displays.ts';
import { idSchema } from '../../contract/values.ts';
import type { Building } from '../building.ts';
import { screenMessageView, screenMessageViews } from '../views/screen-messages.ts';
import { json, route, run, type Route } from './route.ts';

export interface DisplayRoutesOptions {
  readonly building: Building;
  readonly media: {
    items(): readonly MediaItem[];
    faults(): MediaFault[];
  };
}

function messageRoutes(building: Building): Route[] {
  const listed = (): unknown => ({
    messages: screenMessageViews(building.state, building.now()),
  });
  return [
    route({
      method: 'post',
      path: '/api/v1/displays/message',
      access: 'supervisor',
      summary: 'Tell the screens of some zones, or of all, something at once and until a time',
      body: tellScreensSchema,
      status: 201,
      answer: screenMessageAnswerSchema,
      refusals: ['unknown-zone', 'already-over', 'too-many-messages'],
      handle: call => {
        const { text, zoneIds, until } = call.body;
        const messageId = `m${randomBytes(9).toString('hex')}`;
        return run(
          building,
          call,
          {
            type: 'tell-screens',
            actor: call.actor,
            messageId,
            text,
            zoneIds: zoneIds ?? [],
            until: Date.parse(until),
          },
          ({ state }) => ({
            message: screenMessageView(state, state.screenMessages.get(messageId)!),
          }),
          201,
        );
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/displays/messages',
      access: 'supervisor',
      summary: 'What the screens are told now, the newest first',
      status: 200,
      answer: screenMessagesSchema,
      refusals: [],
      handle: () => json(listed()),
    }),
    route({
      method: 'delete',
      path: '/api/v1/displays/messages/:id',
      access: 'supervisor',
      summary: 'End a message to the screens before its time',
      params: z.strictObject({ id: idSchema }),
      status: 200,
      answer: screenMessagesSchema,
      refusals: ['unknown-message'],
      handle: call =>
        run(
          building,
          call,
          { type: 'end-screen-message', actor: call.actor, messageId: call.params.id },
          listed,
        ),
    }),
  ];
}

/** What a supervisor does with the screens of the hall. */
export const displayRoutes = ({ building, media }: DisplayRoutesOptions): Route[] => [
  ...messageRoutes(building),
  route({
    method: 'get',
    path: '/api/v1/media',
    access: 'supervisor',
    summary: 'Pictures and videos of the media folder, and which of them no screen shows, and why',
    status: 200,
    answer: mediaListSchema,
    refusals: [],
    handle: () => json({ items: media.items(), faults: media.faults() }),
  }),
];
