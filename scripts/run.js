import { handOver, install } from './prepare.js';

// Runs one of our TypeScript programs, named by its path, on our own runtime.
install();
const [script = '', ...args] = process.argv.slice(2);
handOver(script, args);
