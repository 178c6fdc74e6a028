import { keepHeapSmall } from '../machine/small-heap';

// Imported before all else: what is loaded meanwhile would make the heap larger for good.
if (process.argv[2] === 'admin') keepHeapSmall();
