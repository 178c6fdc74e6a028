export { bench } from './bench';
export { collect } from './collect';
