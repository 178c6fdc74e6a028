export { apply } from './apply';
export { bench } from './bench';
export { collect } from './collect';
