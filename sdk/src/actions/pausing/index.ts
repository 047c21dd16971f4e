export * from './getPause.js';
