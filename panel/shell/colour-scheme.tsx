import { useMantineColorScheme } from '@mantine/core';

const next = { auto: 'light', light: 'dark', dark: 'auto' } as const;
const words = { auto: 'as the system', light: 'light', dark: 'dark' } as const;
const signs = { auto: '◐', light: '○', dark: '●' } as const;

/** Light, dark, or as the system has it; kept in this browser. Transitions stay, since to stop them takes a style element. */
export function ColourScheme() {
	const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
	const label = `Colours: ${words[colorScheme]}; change to ${words[next[colorScheme]]}`;
	return (
		<button
			type="button"
			className="tool"
			aria-label={label}
			title={label}
			onClick={() => setColorScheme(next[colorScheme])}
		>
			<span aria-hidden="true">{signs[colorScheme]}</span>
		</button>
	);
}
