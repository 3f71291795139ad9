import { build, handOver, install } from './prepare.js';

install();
build();
handOver('server/main.ts', ['--setup', ...process.argv.slice(2)]);
