/** Hands on what the microphone hears, 1,024 samples at a time, off the page's own thread. */
const samplesAtOnce = 1_024;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.kept = new Float32Array(samplesAtOnce);
    this.filled = 0;
  }

  process([input]) {
    const samples = input?.[0] ?? [];
    for (const sample of samples) {
      this.kept[this.filled] = sample;
      this.filled += 1;
      if (this.filled < samplesAtOnce) continue;
      this.port.postMessage(this.kept, [this.kept.buffer]);
      this.kept = new Float32Array(samplesAtOnce);
      this.filled = 0;
    }
    return true;
  }
}

registerProcessor('capture', Capture);
