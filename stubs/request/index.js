// escpos pulls get-pixels, which pulls the unmaintained `request` only to fetch pictures from the web.
// A ticket never does that: whoever tries is told so.
module.exports = function request() {
  throw new Error('Pictures are never fetched from the network: pass a buffer.');
};
