import { handOver, install } from './prepare.js';

install();
handOver('hardware/agent.ts', process.argv.slice(2));
