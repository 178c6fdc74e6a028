'use strict';
// What a demo is going to do, said before anything else: even the npm packages may still have to be installed.

const plan = `tip-bench demo: a real benchmark on this machine, from nothing to a leaderboard.
  1. What is missing is installed: npm packages, Temporal, MLflow, Ollama and a small model. That takes 2 to 5 minutes
     once, 5 where Ollama has to be built here; later some seconds.
  2. The bench: one small model writes tips for every prompt and scenario. About a minute on 2 idle cores.
  3. The model itself plays the judge, to try the tool out, and the results are ranked. Half a minute.
On a terminal everything stays up afterwards, and the link to the panel stands last: it shows all of this in a browser.
Ctrl-C ends it; running it again goes on from what is installed.
`;

/** Says the plan, where these are the arguments of a demo that really runs. */
function sayDemoPlan(given, say) {
	if (given[0] === 'demo' && !given.includes('--help') && !given.includes('-h')) say(plan);
}

module.exports = { sayDemoPlan };
