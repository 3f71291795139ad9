import { z } from 'zod';
import { devicePathSchema, hostSchema } from './printers.ts';
import { idSchema } from './values.ts';

/** Small signs above counters, as the set-up names them (hardware/signs speaks to them). */

const signTextSchema = z.string().max(8);

const wireSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('network'),
    host: hostSchema,
    port: z.int().min(1).max(65_535),
  }),
  z.strictObject({
    kind: z.literal('serial'),
    path: devicePathSchema,
    baudRate: z.int().min(300).max(115_200).default(9600),
  }),
]);

const textsSchema = z.strictObject({
  free: signTextSchema,
  paused: signTextSchema,
  closed: signTextSchema,
});

const protocolSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ascii'),
    template: z.string().min(1).max(200),
    address: z.int().min(0).max(255),
    texts: textsSchema,
  }),
  z.strictObject({
    kind: z.literal('modbus'),
    framing: z.enum(['rtu', 'tcp']),
    unit: z.int().min(1).max(247),
    register: z.int().min(0).max(65_535),
    registers: z.int().min(1).max(32),
    content: z.enum(['ascii', 'number']),
    texts: textsSchema,
  }),
]);

export const signSetupSchema = z
  .strictObject({
    counterId: idSchema,
    arrow: z.enum(['left', 'right', 'up', 'down']).optional(),
    wire: wireSchema,
    protocol: protocolSchema,
  })
  .meta({ id: 'SignSetup' });
export type SignSetup = z.infer<typeof signSetupSchema>;
