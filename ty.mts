const { liveTenYears } = await import('/tmp/tenyears/src/testing/ten-years/live.ts');
const t = process.cpuUsage(); const w = Date.now();
try { console.log(await liveTenYears({ people: Number(process.argv[2]), seed: 'a shop in Nantes' })); } catch (e) { console.log(String(e.stack).slice(0, 900)); }
console.log('cpu', process.cpuUsage(t).user/1e6, 'wall', (Date.now()-w)/1e3);
