// `npm run dev`: the app with hot reload on port 5173, beside a back end that restarts when its files change.
import { spawn } from 'node:child_process';
import { createServer } from 'vite';

const backEnd = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'src/server/main.ts'], {
  stdio: 'inherit',
});
const app = await createServer();
await app.listen();
app.printUrls();
console.log('  Open the link that enrols a tablet here, on this port.\n');

async function stop(): Promise<void> {
  backEnd.kill();
  await app.close();
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
backEnd.on('exit', stop);
