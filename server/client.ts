// What the panel sees of the server: types and nothing else.

export type { Problem } from '../http/problem';
export type { Routes } from './routes/all';
