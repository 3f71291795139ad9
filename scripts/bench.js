import { build, handOver, install } from './prepare.js';

install();
build();
handOver('bench/main.ts', process.argv.slice(2));
