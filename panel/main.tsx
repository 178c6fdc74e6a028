import './style/kit.css';
import './style/base.css';
import './style/shell.css';
import './style/parts.css';
import './style/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { takeSecret } from './shell/secret';
import { wearColours } from './style/colours';

// Before anything else, so that it stands nowhere while the page is used.
const secret = takeSecret(window.location, window.history);

wearColours(document);
const root = document.getElementById('root');
if (root !== null) {
	createRoot(root).render(
		<StrictMode>
			<App secret={secret} />
		</StrictMode>,
	);
}
