import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Status } from '../domain/status';

/** A person has scored the runs. Its payload, if any, is `{ "by"?, "partial"? }`; anything else is ignored. */
export const judgedSignal = defineSignal<[unknown?]>('judged');

/** What `temporal workflow query --type status` shows. */
export const statusQuery = defineQuery<Status>('status');

/** A block tells its bench how far it is, as a `BlockProgress`; about 100 times a block. */
export const progressSignal = defineSignal<[unknown]>('progress');
