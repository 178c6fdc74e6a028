import { createTheme } from '@mantine/core';

/** The kit's look is set by `kit.css`: here stands only what its components have to be told. */
export const theme = createTheme({
	primaryColor: 'blue',
	defaultRadius: 'sm',
	respectReducedMotion: true,
	components: {
		// It locks scrolling by a style element, which the content-security policy does not take.
		Modal: { defaultProps: { lockScroll: false, transitionProps: { duration: 0 } } },
	},
});
