import type { Command } from 'commander';

type Add = (program: Command) => void;

/** One file of commands: their names, and how it is loaded. */
interface CommandFile {
	readonly names: readonly string[];
	readonly load: () => Promise<Add>;
}

/**
 * All commands, in the order in which help shows them. A file is loaded when one of its commands is asked for: some bring
 * native libraries along, for which nobody should wait who wants another.
 */
const commandFiles: readonly CommandFile[] = [
	{ names: ['up'], load: async () => (await import('./commands/up.js')).addUp },
	{ names: ['doctor'], load: async () => (await import('./commands/doctor.js')).addDoctor },
	{ names: ['env'], load: async () => (await import('./commands/env.js')).addEnv },
	{ names: ['run'], load: async () => (await import('./commands/run.js')).addRun },
	{ names: ['worker'], load: async () => (await import('./commands/worker.js')).addWorker },
	{ names: ['admin'], load: async () => (await import('./commands/admin.js')).addAdmin },
	{ names: ['serve'], load: async () => (await import('./commands/serve.js')).addServe },
	{ names: ['demo'], load: async () => (await import('./commands/demo.js')).addDemo },
	{ names: ['status'], load: async () => (await import('./commands/status.js')).addStatus },
	{ names: ['pause', 'resume'], load: async () => (await import('./commands/pause.js')).addPause },
	{ names: ['cancel'], load: async () => (await import('./commands/cancel.js')).addCancel },
	{ names: ['gpu'], load: async () => (await import('./commands/gpu.js')).addGpu },
	{ names: ['judge'], load: async () => (await import('./commands/judge.js')).addJudge },
	{ names: ['rejudge'], load: async () => (await import('./commands/rejudge.js')).addRejudge },
	{ names: ['leaderboard'], load: async () => (await import('./commands/leaderboard.js')).addLeaderboard },
	{ names: ['gate'], load: async () => (await import('./commands/gate.js')).addGate },
	{ names: ['policy'], load: async () => (await import('./commands/policy.js')).addPolicy },
	{ names: ['optimize'], load: async () => (await import('./commands/optimize.js')).addOptimize },
	{ names: ['prompt'], load: async () => (await import('./commands/prompt.js')).addPrompt },
	{ names: ['report'], load: async () => (await import('./commands/report.js')).addReport },
	{ names: ['sim'], load: async () => (await import('./commands/sim.js')).addSim },
	{ names: ['schedule'], load: async () => (await import('./commands/schedule.js')).addSchedule },
];

/** The names of all of them. */
export const commandNames: readonly string[] = commandFiles.flatMap(({ names }) => names);

/** Adds the command of a name to the program, or all of them where none has that name, so that help can show them. */
export async function addCommands(program: Command, name: string | undefined): Promise<void> {
	const named = commandFiles.filter(({ names }) => name !== undefined && names.includes(name));
	for (const { load } of named.length > 0 ? named : commandFiles) (await load())(program);
}
