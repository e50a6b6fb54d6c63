// Starts the emulator on a free port of the loopback address, prints it, and ends with
// who started it: its own command listens on all interfaces.
import { isBuiltin, register } from 'node:module';

if (!isBuiltin('node:sqlite')) {
  // Node 20 has none, and the emulator loads it even where nothing is kept.
  register('./without-sqlite.mjs', import.meta.url);
}
const { buildApp } = await import('fauxqs');
const app = buildApp({ logger: false, defaultRegion: 'us-east-1' });
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(app.server.address().port);
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
