// Loaded before whatever reads the environment: `.env` in the checkout, where there is one. What is already set stays.
import { existsSync } from 'node:fs';

if (existsSync('.env')) process.loadEnvFile('.env');
