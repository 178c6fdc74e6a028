export { apply } from './apply';
export { bench } from './bench';
export { collect } from './collect';
// The names of exports are Temporal's workflow types.
export { gpuLease as 'gpu-lease' } from './gpu-lease';
export { judge } from './judge';
export { nightly } from './nightly';
export { notify } from './notify';
export { optimize } from './optimize';
export { sim } from './sim';
